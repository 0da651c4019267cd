import { readFileSync } from 'node:fs';
import type { CodegenConfig } from '@graphql-codegen/cli';
import { addTypenameSelectionDocumentTransform } from '@graphql-codegen/client-preset';
import { buildSchema, isAbstractType } from 'graphql';

const schemaFile = process.env.SCHEMA ?? 'schema.graphql';

const config: CodegenConfig = {
  schema: schemaFile,
  documents: ['client/**/*.graphql'],
  generates: {
    'client/gql/': {
      preset: 'client',
      // The client asks for every type's name, so that its cache can tell things apart; the manifest must say so too.
      documentTransforms: [addTypenameSelectionDocumentTransform],
      presetConfig: {
        fragmentMasking: { unmaskFunctionName: 'readFragment' },
        persistedDocuments: { hashAlgorithm: 'sha256' },
      },
      config: {
        strictScalars: true,
        enumsAsTypes: true,
        importExtension: '.ts',
        useTypeImports: true,
        scalars: { ID: 'string', DateTime: 'string', LocalDate: 'string', LocalTime: 'string', PositiveInt: 'number' },
      },
    },
    // Without it the cache cannot tell which types a fragment on an interface or union fits.
    'client/gql/possible-types.ts': {
      plugins: [{ add: { content: `export const possibleTypes = ${JSON.stringify(possibleTypes(), null, 2)};\n` } }],
    },
  },
};

export default config;

function possibleTypes(): Record<string, string[]> {
  const schema = buildSchema(readFileSync(schemaFile, 'utf8'));
  const abstractTypes = Object.values(schema.getTypeMap()).filter((type) => isAbstractType(type));
  return Object.fromEntries(
    abstractTypes.map((type) => [type.name, schema.getPossibleTypes(type).map(({ name }) => name)]),
  );
}
