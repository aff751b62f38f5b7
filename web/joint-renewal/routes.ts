import type { RouteRecordRaw } from 'vue-router';

export const jointRenewalRoutes: RouteRecordRaw[] = [
  {
    path: '/contracts/shared-products',
    name: 'shared-products',
    component: () => import('./SharedProductPage.vue'),
    meta: { permission: 'sharedProducts' },
  },
];
