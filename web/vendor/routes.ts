import type { RouteRecordRaw } from 'vue-router';

export const vendorRoutes: RouteRecordRaw[] = [
  {
    path: '/contracts/vendors',
    name: 'vendors',
    component: () => import('./VendorListPage.vue'),
    meta: { permission: 'mergeVendors' },
  },
];
