import type { ApiClient } from '../api-client.ts';

/** Runs one mutation that must succeed. */
export async function change(api: ApiClient, field: string, input: object): Promise<void> {
  const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input!`;
  const document = `mutation ($input: ${type}) { ${field}(input: $input) { userErrors { __typename ... on UserError { message path } } } }`;
  const { userErrors } = (await api.ask(document, { input }))[field];
  if (userErrors.length > 0) throw new Error(`${field} was refused: ${JSON.stringify(userErrors)}`);
}
