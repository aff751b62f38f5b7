import type { RouteRecordRaw } from 'vue-router';

export const monitoringRoutes: RouteRecordRaw[] = [
  {
    path: '/systems/:id/monitoring',
    name: 'system-monitoring',
    component: () => import('./SystemMonitoringPage.vue'),
    props: true,
    meta: { permission: 'systemMonitoring' },
  },
];
