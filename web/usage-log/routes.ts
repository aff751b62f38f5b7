import type { RouteRecordRaw } from 'vue-router';

export const usageLogRoutes: RouteRecordRaw[] = [
  {
    path: '/systems/:id/usage-logs',
    name: 'usage-logs',
    component: () => import('./UsageLogPage.vue'),
    props: true,
    meta: { permission: 'usageLogKeys' },
  },
];
