import '@fontsource-variable/noto-sans-jp';
import './style.css';
import urql from '@urql/vue';
import { createApp } from 'vue';
import App from './App.vue';
import { createViewerStore, viewerKey } from './access/viewer.ts';
import { createClient } from './graphql.ts';
import { createTexts } from './i18n.ts';
import { createPortalRouter } from './router.ts';

const texts = createTexts();
const { client, repeatRefused } = createClient({
  language: () => texts.global.locale.value,
  onSignedOut: () => viewer.endSession(),
});
const viewer = createViewerStore(client);

createApp(App, { onSignedInAgain: repeatRefused })
  .use(texts)
  .use(urql, client)
  .provide(viewerKey, viewer)
  .use(createPortalRouter(viewer))
  .mount('#app');
