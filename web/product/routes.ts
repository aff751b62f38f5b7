import type { RouteRecordRaw } from 'vue-router';

export const productRoutes: RouteRecordRaw[] = [
  {
    path: '/support-ends',
    name: 'support-ends',
    component: () => import('./SupportEndPage.vue'),
    meta: { permission: 'supportEnds', menu: { label: 'product.supportEnds', order: 46 } },
  },
  {
    path: '/support-ends/products',
    name: 'ledger-products',
    component: () => import('./LedgerProductPage.vue'),
    meta: { permission: 'ledgerProducts' },
  },
  {
    path: '/support-ends/life-cycles',
    name: 'life-cycles',
    component: () => import('./LifeCyclePage.vue'),
    meta: { permission: 'lifeCycleSnapshot' },
  },
];
