/* eslint-disable */
import * as types from './graphql.ts';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "mutation SignIn($input: SignInInput!) {\n  signIn(input: $input) {\n    viewer {\n      ...ViewerParts\n    }\n    userErrors {\n      __typename\n      ... on UserError {\n        message\n        path\n      }\n    }\n  }\n}\n\nmutation SignOut {\n  signOut {\n    signedOut\n  }\n}": typeof types.SignInDocument,
    "query Viewer {\n  viewer {\n    ...ViewerParts\n  }\n}\n\nfragment ViewerParts on Viewer {\n  user {\n    id\n    name\n    email\n    role\n  }\n  organization {\n    id\n    name\n    slug\n    timeZone\n    currency\n    hasInventory\n  }\n  openOrderCount\n  viewerCanSeeUnusedQueue {\n    allowed\n    reason\n  }\n  viewerCanBackfill {\n    allowed\n    reason\n  }\n  viewerCanImportInventory {\n    allowed\n    reason\n  }\n  viewerCanUpdateEvents {\n    allowed\n    reason\n  }\n  viewerCanSeeOrdersOfOthers {\n    allowed\n    reason\n  }\n}": typeof types.ViewerDocument,
};
const documents: Documents = {
    "mutation SignIn($input: SignInInput!) {\n  signIn(input: $input) {\n    viewer {\n      ...ViewerParts\n    }\n    userErrors {\n      __typename\n      ... on UserError {\n        message\n        path\n      }\n    }\n  }\n}\n\nmutation SignOut {\n  signOut {\n    signedOut\n  }\n}": types.SignInDocument,
    "query Viewer {\n  viewer {\n    ...ViewerParts\n  }\n}\n\nfragment ViewerParts on Viewer {\n  user {\n    id\n    name\n    email\n    role\n  }\n  organization {\n    id\n    name\n    slug\n    timeZone\n    currency\n    hasInventory\n  }\n  openOrderCount\n  viewerCanSeeUnusedQueue {\n    allowed\n    reason\n  }\n  viewerCanBackfill {\n    allowed\n    reason\n  }\n  viewerCanImportInventory {\n    allowed\n    reason\n  }\n  viewerCanUpdateEvents {\n    allowed\n    reason\n  }\n  viewerCanSeeOrdersOfOthers {\n    allowed\n    reason\n  }\n}": types.ViewerDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation SignIn($input: SignInInput!) {\n  signIn(input: $input) {\n    viewer {\n      ...ViewerParts\n    }\n    userErrors {\n      __typename\n      ... on UserError {\n        message\n        path\n      }\n    }\n  }\n}\n\nmutation SignOut {\n  signOut {\n    signedOut\n  }\n}"): (typeof documents)["mutation SignIn($input: SignInInput!) {\n  signIn(input: $input) {\n    viewer {\n      ...ViewerParts\n    }\n    userErrors {\n      __typename\n      ... on UserError {\n        message\n        path\n      }\n    }\n  }\n}\n\nmutation SignOut {\n  signOut {\n    signedOut\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Viewer {\n  viewer {\n    ...ViewerParts\n  }\n}\n\nfragment ViewerParts on Viewer {\n  user {\n    id\n    name\n    email\n    role\n  }\n  organization {\n    id\n    name\n    slug\n    timeZone\n    currency\n    hasInventory\n  }\n  openOrderCount\n  viewerCanSeeUnusedQueue {\n    allowed\n    reason\n  }\n  viewerCanBackfill {\n    allowed\n    reason\n  }\n  viewerCanImportInventory {\n    allowed\n    reason\n  }\n  viewerCanUpdateEvents {\n    allowed\n    reason\n  }\n  viewerCanSeeOrdersOfOthers {\n    allowed\n    reason\n  }\n}"): (typeof documents)["query Viewer {\n  viewer {\n    ...ViewerParts\n  }\n}\n\nfragment ViewerParts on Viewer {\n  user {\n    id\n    name\n    email\n    role\n  }\n  organization {\n    id\n    name\n    slug\n    timeZone\n    currency\n    hasInventory\n  }\n  openOrderCount\n  viewerCanSeeUnusedQueue {\n    allowed\n    reason\n  }\n  viewerCanBackfill {\n    allowed\n    reason\n  }\n  viewerCanImportInventory {\n    allowed\n    reason\n  }\n  viewerCanUpdateEvents {\n    allowed\n    reason\n  }\n  viewerCanSeeOrdersOfOthers {\n    allowed\n    reason\n  }\n}"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;