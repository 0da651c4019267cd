import kitIcons from '@nuxt/ui/runtime/vue/plugins/icons.js';
import { createApp } from 'vue';
import { createApolloClient } from './apollo/client.ts';
import { provideApolloClient } from './apollo/apollo-client.ts';
import App from './App.vue';
import { loadFirstMessages } from './i18n/i18n.ts';
import 'virtual:kit-colors.css';
import './main.css';
import { createAppRouter } from './shell/router.ts';
import { createSession, provideSession } from './shell/session.ts';
import { followSystemTheme } from './shell/theme.ts';

followSystemTheme();

const client = createApolloClient(() => session.expire());
const session = createSession(client);
const router = createAppRouter(session, client);
session.onExpired(() => router.toSignIn());

const app = createApp(App);
provideApolloClient(app, client);
provideSession(app, session);
// The router sets out at once: for the session, the messages, the page's code and its first rows, all at the same time.
app.use(router).use(kitIcons);
await loadFirstMessages();
app.mount('#app');
