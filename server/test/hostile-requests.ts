import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { getIntrospectionQuery } from 'graphql';

/** Something that a caller might send to hurt. */
export interface HostileRequest {
  name: string;
  method?: 'GET' | 'POST';
  url?: string;
  headers?: Record<string, string>;
  payload?: string | Buffer;
}

const repeat = (count: number, part: (nth: number) => string, between = ' ') =>
  Array.from({ length: count }, (_, nth) => part(nth)).join(between);
const json = (body: object) => ({ payload: JSON.stringify(body) });
const query = (text: string, variables?: object) => json({ query: text, variables });
const raw = (payload: string | Buffer, headers: Record<string, string> = {}) => ({ payload, headers });

const nested = (levels: number, open: string, inner: string) => open.repeat(levels) + inner + '}'.repeat(levels);
const tree = (levels: number): string => (levels === 0 ? 'id' : repeat(2, () => `manager { ${tree(levels - 1)} }`));
const user = (selection: string) => `{ viewer { user { ${selection} } } }`;
const signIn = (nth: number) =>
  `s${nth}: signIn(input: { email: "nobody${nth}@example.com", password: "guess ${nth}" }) { userErrors { __typename } }`;
const searchFor = 'query ($text: String) { users(search: $text) { nodes { id } } }';
const withFilter = 'query ($filter: UnusedQueueFilter) { unusedQueue(filter: $filter) { totals { ticketCount } } }';
const byIds = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';

const DOCUMENTS: [name: string, document: string][] = [
  ['deep fields', user(nested(600, 'manager { ', 'id '))],
  ['deep fields with arguments', nested(300, 'viewer { user { ', 'id ').replace(/^/, '{ ')],
  ['deep inline fragments', `{ ${nested(900, '... { ', '__typename ')} }`],
  [
    'a deep chain of fragments',
    `{ viewer { user { ...F0 } } } ${repeat(180, (n) => `fragment F${n} on User { manager { ${n < 179 ? `...F${n + 1}` : 'id'} } }`)}`,
  ],
  ['wide: 1900 times one field', user('id '.repeat(1900))],
  ['wide: as many equal fields as are allowed', user('id '.repeat(498))],
  [
    'wide: many different root fields',
    `{ ${repeat(400, (n) => `viewer { user { id } } settings { version } usageCategories { id }`.slice(0, 60 + (n % 1)))} }`,
  ],
  ['aliases: 900 of one field', user(repeat(900, (n) => `a${n}: id`))],
  ['aliases: 31 expensive lists', `{ ${repeat(31, (n) => `a${n}: users(first: 100) { nodes { id name email } }`)} }`],
  [
    'aliases: as many lists as are allowed',
    `{ ${repeat(30, (n) => `a${n}: users(first: 100) { nodes { id name email } }`)} }`,
  ],
  ['batched sign-ins by alias', `mutation { ${repeat(60, signIn)} }`],
  ['as many sign-ins by alias as are allowed', `mutation { ${repeat(30, signIn)} }`],
  ['directives: 450 on one field', user(`id ${'@include(if: true) '.repeat(390)}`)],
  ['directives: unknown ones', user(`id ${'@x '.repeat(900)}`)],
  ['directives on everything', user(repeat(100, (n) => `... @skip(if: ${n % 2 === 0}) { id @include(if: true) }`))],
  ['directives of incremental delivery', user('... @defer { id } ... @stream { name }')],
  ['a fragment that spreads itself', '{ viewer { user { ...F } } } fragment F on User { id ...F manager { ...F } }'],
  [
    'two fragments that spread each other',
    '{ viewer { user { ...A } } } fragment A on User { manager { ...B } } fragment B on User { manager { ...A } }',
  ],
  [
    'a cycle of 200 fragments',
    `{ viewer { user { ...F0 } } } ${repeat(200, (n) => `fragment F${n} on User { ...F${(n + 1) % 200} }`)}`,
  ],
  [
    'fragments that all spread all',
    `{ viewer { user { ...F0 } } } ${repeat(25, (n) => `fragment F${n} on User { ${repeat(24, (m) => `...F${m}`)} }`)}`,
  ],
  [
    'doubling through fragments',
    `{ viewer { user { ...F0 } } } ${repeat(90, (n) => `fragment F${n} on User { a: manager { ${n < 89 ? `...F${n + 1}` : 'id'} } b: manager { ${n < 89 ? `...F${n + 1}` : 'id'} } }`)}`,
  ],
  [
    'doubling without aliases',
    `{ viewer { user { ...F0 } } } ${repeat(120, (n) => `fragment F${n} on User { ${n < 119 ? `...F${n + 1} ...F${n + 1}` : 'id'} }`)}`,
  ],
  [
    'doubling that nobody spreads',
    `{ __typename } ${repeat(100, (n) => `fragment F${n} on User { manager { ${n < 99 ? `...F${n + 1} ...F${n + 1}` : 'id'} } }`)}`,
  ],
  ['one fragment 600 times', `{ viewer { user { ${'...F '.repeat(600)} } } } fragment F on User { id name }`],
  ['overlapping: a tree of equal names', user(tree(8))],
  ['overlapping: a tree as large as is allowed', user(tree(7))],
  [
    'overlapping: fragments of equal fields',
    `{ viewer { user { ${repeat(40, (n) => `...F${n}`)} } } } ${repeat(40, (n) => `fragment F${n} on User { ${'id name '.repeat(6)} }`)}`,
  ],
  ['overlapping: fields that conflict', user(repeat(240, (n) => `x: ${n % 2 ? 'id' : 'name'}`))],
  [
    'overlapping: equal fields with other arguments',
    `{ ${repeat(100, (n) => `users(first: ${n + 1}) { nodes { id } }`)} }`,
  ],
  [
    'pages in pages in pages',
    '{ unusedQueue { venues(first: 100) { nodes { ticketLocations(first: 100) { nodes { ticketGroups(first: 100) { nodes { id } } } } } } } }',
  ],
  ['a page of two thousand million', '{ users(first: 2147483647) { nodes { id } } }'],
  ['numbers beyond all bounds', `{ users(first: ${'9'.repeat(5000)}) { nodes { id } } }`],
  ['a float without end', '{ users(first: 1e999999) { nodes { id } } }'],
  ['more tokens than are allowed', `{ ${'viewer '.repeat(5000)} }`],
  ['1000 operations', repeat(400, (n) => `query Q${n} { __typename }`)],
  ['operations of one name', 'query Q { __typename } '.repeat(350)],
  ['nameless operations', '{ __typename } '.repeat(600)],
  ['variables that nobody uses', `query (${repeat(450, (n) => `$v${n}: Int`)}) { __typename }`],
  ['unknown fields, for suggestions', user(repeat(1800, (n) => `nme${n}`))],
  ['one unknown field with a long name', user('x'.repeat(90_000))],
  ['unknown types', repeat(250, (n) => `fragment F${n} on Usr${n} { id }`) + ' { __typename }'],
  ['type definitions', `{ __typename } ${repeat(300, (n) => `type T${n} { id: ID }`)}`],
  ['a deep list as an argument', `{ nodes(ids: ${'['.repeat(900)}"x"${']'.repeat(900)}) { id } }`],
  ['a long list as an argument', `{ nodes(ids: [${'"x" '.repeat(1900)}]) { id } }`],
  [
    'a deep object as an argument',
    `{ unusedQueue(filter: ${nested(450, '{ search: ', '"x"')}) { totals { ticketCount } } }`,
  ],
  ['a subscription', 'subscription { viewer { user { id } } }'],
  [
    'introspection 20 times',
    `{ ${repeat(20, (n) => `s${n}: __schema { types { name fields { name args { name } } } }`)} }`,
  ],
  [
    'introspection from type to type',
    '{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }',
  ],
  [
    'introspection through possible types',
    '{ __schema { types { possibleTypes { interfaces { possibleTypes { name } } } } } }',
  ],
  ['introspection, deep', `{ __type(name: "User") { fields { type { ${nested(450, 'ofType { ', 'name ')} } } } }`],
  [
    'introspection of every type by name',
    `{ ${repeat(30, (n) => `t${n}: __type(name: "Query") { fields { name description args { name description } type { name ofType { name } } } }`)} }`,
  ],
  ['the usual introspection', getIntrospectionQuery()],
  ['a comment of almost a megabyte', `{ __typename } # ${'x'.repeat(900_000)}`],
  ['a document of blanks', `${' '.repeat(900_000)}{ __typename }`],
  ['a block string of lines', `{ users(search: """${'\n'.repeat(90_000)}""") { nodes { id } } }`],
  ['a block string of deep lines', `{ users(search: """${'\n  x'.repeat(20_000)}""") { nodes { id } } }`],
  ['a long string', `{ users(search: "${'x'.repeat(95_000)}") { nodes { id } } }`],
  ['NUL in the document', '{ users(search: "a\\u0000b") { nodes { id } } }'],
  ['half of a surrogate pair in the document', '{ users(search: "a\\uD800b") { nodes { id } } }'],
  ['characters that end nothing', '{ users(search: "\u202e\u0085\u2028\ufeff") { nodes { id } } }'],
  ['nothing but brackets', '{'.repeat(1900)],
  ['nothing', ''],
];

const bomb = gzipSync(Buffer.alloc(20_000_000, '['));

/** At least one of each kind that is known to hurt servers of GraphQL. */
export const hostileRequests: HostileRequest[] = [
  ...DOCUMENTS.map(([name, document]) => ({ name, ...query(document) })),
  {
    name: 'rows by variables',
    ...query(
      'query ($n: Int) { users(first: 100) { nodes { id } } unusedQueue { venues(first: $n) { nodes { ticketLocations(first: $n) { nodes { ticketGroups(first: $n) { nodes { id } } } } } } } }',
      { n: 100 },
    ),
  },
  {
    name: 'a page of negative size',
    ...query('query ($n: Int) { users(first: $n) { nodes { id } } }', { n: -2147483648 }),
  },
  {
    name: 'an operation that is not there',
    ...json({ query: 'query A { __typename }', operationName: 'B'.repeat(100_000) }),
  },
  {
    name: 'a body of two megabytes',
    ...raw(JSON.stringify({ query: '{ __typename }', variables: { text: 'x'.repeat(2_000_000) } })),
  },
  { name: 'a large text as a variable', ...query(searchFor, { text: 'x'.repeat(900_000) }) },
  { name: 'a gzip bomb', ...raw(bomb, { 'content-encoding': 'gzip' }) },
  { name: 'a gzip bomb that does not say so', ...raw(bomb) },
  { name: 'a deflate bomb', ...raw(deflateSync(Buffer.alloc(20_000_000)), { 'content-encoding': 'deflate' }) },
  { name: 'a brotli bomb', ...raw(brotliCompressSync(Buffer.alloc(2_000_000)), { 'content-encoding': 'br' }) },
  { name: 'compressed twice', ...raw(gzipSync(bomb), { 'content-encoding': 'gzip, gzip' }) },
  { name: 'half a body', ...raw('{"query":"{ __typename') },
  { name: 'no JSON', ...raw('query=1') },
  { name: 'bytes that are no UTF-8', ...raw(Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0xc0, 0x80, 0x22, 0x7d])) },
  { name: 'UTF-16', ...raw(Buffer.from('{"query":"{ __typename }"}', 'utf16le')) },
  { name: 'nothing at all', ...raw('') },
  { name: 'null', ...raw('null') },
  { name: 'NUL as a variable', ...query(searchFor, { text: 'a\0b' }) },
  { name: 'half of a surrogate pair as a variable', ...query(searchFor, { text: 'a\ud800b' }) },
  { name: 'a prototype', ...raw('{"query":"{ __typename }","variables":{"__proto__":{"isAdmin":true}}}') },
  {
    name: 'a constructor',
    ...raw('{"query":"{ __typename }","variables":{"constructor":{"prototype":{"isAdmin":true}}}}'),
  },
  {
    name: 'variables nested as arrays',
    ...raw(`{"query":"{ __typename }","variables":{"a":${'['.repeat(400_000)}${']'.repeat(400_000)}}}`),
  },
  {
    name: 'variables nested as objects',
    ...raw(`{"query":"{ __typename }","variables":${'{"a":'.repeat(150_000)}1${'}'.repeat(150_000)}}`),
  },
  { name: 'a body nested in itself', ...raw(`${'['.repeat(400_000)}${']'.repeat(400_000)}`) },
  {
    name: 'extensions nested as arrays',
    ...raw(`{"query":"{ __typename }","extensions":{"a":${'['.repeat(400_000)}${']'.repeat(400_000)}}}`),
  },
  { name: 'a list of 200,000 numbers', ...query(withFilter, { filter: { venueIds: Array(200_000).fill(1) } }) },
  { name: 'a list of 90,000 ids', ...query(byIds, { ids: Array(90_000).fill('x') }) },
  { name: 'as many ids as variables may hold', ...query(byIds, { ids: Array(19_000).fill('x') }) },
  {
    name: '60,000 variables',
    ...query('{ __typename }', Object.fromEntries(Array.from({ length: 60_000 }, (_, n) => [`v${n}`, n]))),
  },
  {
    name: 'unknown fields of an input, for suggestions',
    ...query(withFilter, { filter: Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`serch${n}`, n])) }),
  },
  { name: 'an input field with a long name', ...query(withFilter, { filter: { ['x'.repeat(500_000)]: 1 } }) },
  { name: 'a batch of sign-ins', ...raw(JSON.stringify(Array(1000).fill({ query: `mutation { ${signIn(1)} }` }))) },
  { name: 'an empty batch', ...raw('[]') },
  { name: 'an id of no document', ...json({ documentId: `sha256:${'0'.repeat(64)}` }) },
  { name: 'a very long id of a document', ...json({ documentId: 'x'.repeat(500_000) }) },
  { name: 'the name of a property as an id', ...json({ documentId: '__proto__' }) },
  {
    name: 'registering a document',
    ...json({ query: '{ __typename }', extensions: { persistedQuery: { version: 1, sha256Hash: '0' } } }),
  },
  {
    name: 'a mutation by GET',
    method: 'GET',
    url: `/graphql?query=${encodeURIComponent('mutation { signOut { signedOut } }')}`,
  },
  {
    name: 'a query by GET without a header',
    method: 'GET',
    url: `/graphql?query=${encodeURIComponent('{ __typename }')}`,
  },
  {
    name: 'a long query by GET',
    method: 'GET',
    url: `/graphql?query=${encodeURIComponent(`{ ${'__typename '.repeat(900)} }`)}`,
  },
  { name: 'a form', ...raw('query=%7B__typename%7D', { 'content-type': 'application/x-www-form-urlencoded' }) },
  { name: 'plain text', ...raw('{"query":"{ __typename }"}', { 'content-type': 'text/plain' }) },
  {
    name: 'an upload',
    ...raw('--x\r\ncontent-disposition: form-data; name="operations"\r\n\r\n{}\r\n--x--', {
      'content-type': 'multipart/form-data; boundary=x',
    }),
  },
  { name: 'a type of no kind', ...raw('{"query":"{ __typename }"}', { 'content-type': ';;;' }) },
];
