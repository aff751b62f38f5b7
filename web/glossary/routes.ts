import type { RouteRecordRaw } from 'vue-router';

export const glossaryRoutes: RouteRecordRaw[] = [{ path: '/glossary', name: 'glossary', component: () => import('./GlossaryPage.vue') }];
