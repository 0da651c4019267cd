import kitIcons from '@nuxt/ui/runtime/vue/plugins/icons.js';
import { createApp } from 'vue';
import { createApolloClient } from './apollo/client.ts';
import { provideApolloClient } from './apollo/apollo-client.ts';
import App from './App.vue';
import { startI18n } from './i18n/i18n.ts';
import 'virtual:kit-colors.css';
import './main.css';
import { createAppRouter } from './shell/router.ts';
import { createSession, provideSession } from './shell/session.ts';
import { followSystemTheme } from './shell/theme.ts';

followSystemTheme();
await startI18n();

const client = createApolloClient(() => session.expire());
const session = createSession(client);
const router = createAppRouter(session);
session.onExpired(() => router.toSignIn());

const app = createApp(App);
provideApolloClient(app, client);
provideSession(app, session);
app.use(router).use(kitIcons).mount('#app');
