import type { RouteRecordRaw } from 'vue-router';

export const auditRoutes: RouteRecordRaw[] = [
  {
    path: '/audit',
    name: 'audit',
    component: () => import('./AuditPage.vue'),
    meta: { permission: 'auditEntries', menu: { label: 'audit.title', order: 80 } },
  },
  {
    path: '/audit/readings',
    name: 'access-records',
    component: () => import('./AccessRecordPage.vue'),
    meta: { permission: 'accessRecords' },
  },
];
