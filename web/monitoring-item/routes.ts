import type { RouteRecordRaw } from 'vue-router';

export const monitoringItemRoutes: RouteRecordRaw[] = [
  {
    path: '/monitoring/items',
    name: 'monitoring-items',
    component: () => import('./CataloguePage.vue'),
    meta: { permission: 'monitoringItems' },
  },
  {
    path: '/monitoring/items/:id',
    name: 'monitoring-item',
    component: () => import('./ItemPage.vue'),
    props: true,
    meta: { permission: 'monitoringItem' },
  },
];
