import type { AltairConfigOptions } from 'altair-static';
import { exampleOperations } from './example-operations.ts';

/** How many examples stand open as tabs at the first visit; all of them are in the collection. */
const OPEN_AT_FIRST = 2;

/** What the explorer shows; the session travels in the cookie of the same origin. */
const options: AltairConfigOptions = {
  instanceStorageNamespace: 'backfill_',
  disableAccount: true,
  initialWindows: exampleOperations.slice(0, OPEN_AT_FIRST).map(({ name, query, variables }) => ({
    initialName: name,
    initialQuery: query,
    initialVariables: json(variables),
  })),
  initialSettings: {
    theme: 'system',
    'schema.reloadOnStart': true,
    'alert.disableUpdateNotification': true,
    'banners.disable': true,
    disablePushNotification: true,
  },
};

/**
 * The script that starts the explorer. Altair has no option for collections, so the examples are put where it keeps them, before
 * it starts; they are written anew at every start, and whatever else is stored there stays.
 */
export function startScript(): string {
  return `const options = ${JSON.stringify(options)};\nconst collection = ${JSON.stringify(exampleCollection())};\n${START}`;
}

/** A collection as Altair stores it. */
function exampleCollection(): object {
  const none = { script: '', enabled: false };
  return {
    id: 'backfill-examples',
    title: 'Examples',
    preRequest: none,
    postRequest: none,
    storageType: 'local',
    workspaceId: 'local',
    parentPath: '',
    created_at: 0,
    updated_at: 0,
    queries: exampleOperations.map(({ name, query, variables, headers = {} }, index) => ({
      id: `backfill-example-${index + 1}`,
      version: 1,
      type: 'window',
      // Altair sorts by name; the examples are a walk in this order.
      windowName: `${String(index + 1).padStart(2, '0')} ${name}`,
      query,
      variables: json(variables),
      subscriptionUrl: '',
      headers: Object.entries(headers).map(([key, value]) => ({ key, value, enabled: false })),
      storageType: 'local',
      created_at: 0,
      updated_at: 0,
    })),
  };
}

function json(variables: object | undefined): string {
  return variables ? JSON.stringify(variables, null, 2) : '{}';
}

/** Altair's database gets the stores and indexes that this version of Altair makes itself if it comes first. */
const START = `
const endpoint = new URL('/graphql', location.origin).href;
for (const example of collection.queries) example.apiUrl = endpoint;
for (const tab of options.initialWindows) tab.endpointURL = endpoint;
const stores = {
  queryCollections: { options: { keyPath: 'id', autoIncrement: true }, indexes: ['title', 'parentPath'] },
  appState: { options: { keyPath: 'key' }, indexes: [] },
  selectedFiles: { options: { keyPath: 'id' }, indexes: ['windowId'] },
  localActionLogs: { options: { keyPath: 'id', autoIncrement: true }, indexes: [] },
};

await seed().catch((error) => console.warn('The examples could not be stored:', error));
AltairGraphQL.init({ ...options, endpointURL: endpoint });

async function seed() {
  const opening = indexedDB.open('AltairDB', 50);
  opening.onupgradeneeded = () => {
    for (const [name, { options, indexes }] of Object.entries(stores)) {
      if (opening.result.objectStoreNames.contains(name)) continue;
      const store = opening.result.createObjectStore(name, options);
      for (const index of indexes) store.createIndex(index, index);
    }
  };
  const database = await settled(opening);
  await settled(database.transaction('queryCollections', 'readwrite').objectStore('queryCollections').put(collection));
  database.close();
}

function settled(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error('the database is in use'));
  });
}
`;
