import { fileURLToPath } from 'node:url';
import ui from '@nuxt/ui/vite';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';
import { kitColors } from './build/kit-colors.ts';
import { splitDocuments } from './build/split-documents.ts';

const repositoryRoot = fileURLToPath(new URL('..', import.meta.url));
const api = 'http://127.0.0.1:4000';
const colors = {
  primary: 'emerald',
  secondary: 'blue',
  neutral: 'slate',
  success: 'emerald',
  warning: 'amber',
  info: 'blue',
  error: 'red',
} as const;

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [
    vue(),
    splitDocuments(),
    kitColors(colors),
    ui({
      root: repositoryRoot,
      // Components are imported by name, so that a reader (and the type checker) sees where each one comes from.
      autoImport: false,
      components: false,
      // The theme is ours: it is set by public/theme.js before the first paint.
      colorMode: false,
      // Only the components that are used bring their styles.
      experimental: { componentDetection: true },
      icon: { clientBundle: { scan: { globInclude: ['client/**/*.{vue,ts}'] } } },
      ui: {
        // The outline of a field has to be seen (3:1); the kit's is decoration.
        input: { variants: { variant: { outline: 'ring-(--ui-border-control)' } } },
        textarea: { variants: { variant: { outline: 'ring-(--ui-border-control)' } } },
        // Under the pointer the kit makes solid buttons paler, and their white text with them; ours grow stronger.
        button: {
          compoundVariants: [
            {
              color: 'primary',
              variant: 'solid',
              class: 'hover:bg-(--ui-primary-strong) active:bg-(--ui-primary-strong)',
            },
            { color: 'error', variant: 'solid', class: 'hover:bg-(--ui-error-strong) active:bg-(--ui-error-strong)' },
          ],
        },
        // The kit fades an alert's second line below the contrast that WCAG 2.2 AA asks for.
        alert: { slots: { description: 'text-sm opacity-100' } },
        colors,
      },
    }),
  ],
  resolve: {
    alias: { '@iconify/vue': fileURLToPath(new URL('ui/icon.ts', import.meta.url)) },
  },
  define: {
    __VUE_OPTIONS_API__: false,
  },
  build: {
    outDir: '../dist/client',
    emptyOutDir: true,
    target: 'es2023',
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/graphql': api, '/imports': api, '/audit-log.': api, '/explorer': api, '/healthz': api, '/sso': api },
  },
});
