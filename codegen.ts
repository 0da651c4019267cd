import type { CodegenConfig } from '@graphql-codegen/cli';
import { addTypenameSelectionDocumentTransform } from '@graphql-codegen/client-preset';

const config: CodegenConfig = {
  schema: 'schema.graphql',
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
        scalars: { DateTime: 'string', LocalDate: 'string', LocalTime: 'string', PositiveInt: 'number' },
      },
    },
  },
};

export default config;
