import { fileURLToPath } from 'node:url';
import vueI18n from '@intlify/unplugin-vue-i18n/vite';
import tailwindcss from '@tailwindcss/vite';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

const api = 'http://127.0.0.1:4000';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [
    vue(),
    tailwindcss(),
    // Messages are compiled here, so the browser evaluates no text and the strict content policy holds.
    vueI18n({ include: fileURLToPath(new URL('./*/{ja,en}.json', import.meta.url)), strictMessage: true }),
  ],
  // The host stays as the browser sent it, or the server would take every request for a foreign one.
  server: {
    proxy: Object.fromEntries(
      ['^/graphql$', '^/upload$', '^/download/', '^/live/', '^/calendar/'].map(path => [path, { target: api, changeOrigin: false }]),
    ),
  },
  // No inlined assets: the content policy allows fonts and pictures from the portal itself, not from data addresses.
  build: { outDir: 'dist', target: 'baseline-widely-available', assetsInlineLimit: 0 },
});
