import type { CodegenConfig } from '@graphql-codegen/cli';

// Documents as strings: the program needs nothing at run time but Node.
const config: CodegenConfig = {
  schema: new URL('../../schema.graphql', import.meta.url).pathname,
  documents: [new URL('operations.graphql', import.meta.url).pathname],
  generates: {
    [new URL('gql/', import.meta.url).pathname]: {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        documentMode: 'string',
        onlyOperationTypes: true,
        enumsAsTypes: true,
        useTypeImports: true,
        importExtension: '.ts',
        strictScalars: true,
        scalars: { ID: 'string', DateTime: 'string', LocalDate: 'string', LocalTime: 'string', PositiveInt: 'number' },
      },
    },
  },
};

export default config;
