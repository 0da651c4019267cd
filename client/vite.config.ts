import { fileURLToPath } from 'node:url';
import ui from '@nuxt/ui/vite';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

const repositoryRoot = fileURLToPath(new URL('..', import.meta.url));
const api = 'http://127.0.0.1:4000';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [
    vue(),
    ui({
      root: repositoryRoot,
      // Components are imported by name, so that a reader (and the type checker) sees where each one comes from.
      autoImport: false,
      components: false,
      // The theme is ours: it is set by public/theme.js before the first paint.
      colorMode: false,
      icon: { clientBundle: { scan: { globInclude: ['client/**/*.{vue,ts}'] } } },
      ui: {
        colors: {
          primary: 'emerald',
          neutral: 'slate',
          success: 'emerald',
          warning: 'amber',
          info: 'blue',
          error: 'red',
        },
      },
    }),
  ],
  define: {
    __VUE_OPTIONS_API__: false,
    __VUE_I18N_LEGACY_API__: false,
  },
  build: {
    outDir: '../dist/client',
    emptyOutDir: true,
    target: 'es2023',
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/graphql': api, '/imports': api, '/explorer': api, '/healthz': api },
  },
});
