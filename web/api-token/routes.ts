import type { RouteRecordRaw } from 'vue-router';

export const apiTokenRoutes: RouteRecordRaw[] = [
  { path: '/api-tokens', name: 'api-tokens', component: () => import('./ApiTokenPage.vue'), meta: { permission: 'apiTokens' } },
];
