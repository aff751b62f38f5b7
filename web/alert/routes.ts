import type { RouteRecordRaw } from 'vue-router';

export const alertRoutes: RouteRecordRaw[] = [
  { path: '/alerts', name: 'alerts', component: () => import('./AlertPage.vue'), meta: { permission: 'alertsAhead' } },
];
