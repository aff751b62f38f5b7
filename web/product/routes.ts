import type { RouteRecordRaw } from 'vue-router';

export const productRoutes: RouteRecordRaw[] = [
  {
    path: '/support-ends',
    name: 'support-ends',
    component: () => import('./SupportEndPage.vue'),
    meta: { permission: 'supportEnds', menu: { label: 'product.supportEnds', order: 46 } },
  },
];
