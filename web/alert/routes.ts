import type { RouteRecordRaw } from 'vue-router';

export const alertRoutes: RouteRecordRaw[] = [
  { path: '/alerts', name: 'alerts', component: () => import('./AlertPage.vue'), meta: { permission: 'alertsAhead' } },
  { path: '/alerts/rules', name: 'alert-rules', component: () => import('./AlertRulePage.vue'), meta: { permission: 'alertRules' } },
];
