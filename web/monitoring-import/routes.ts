import type { RouteRecordRaw } from 'vue-router';

export const monitoringImportRoutes: RouteRecordRaw[] = [
  {
    path: '/systems/:id/monitoring/import',
    name: 'monitoring-import',
    component: () => import('./MonitoringImportPage.vue'),
    props: true,
    meta: { permission: 'monitoringImports' },
  },
];
