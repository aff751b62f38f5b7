import type { RouteRecordRaw } from 'vue-router';

export const expiryRoutes: RouteRecordRaw[] = [
  { path: '/expiries', name: 'expiries', component: () => import('./ExpiryPage.vue'), meta: { permission: 'expiryHeatmap' } },
];
