import type { RouteRecordRaw } from 'vue-router';

export const accountRoutes: RouteRecordRaw[] = [
  {
    path: '/people',
    name: 'accounts',
    component: () => import('./AccountListPage.vue'),
    meta: { permission: 'accounts', menu: { label: 'account.title', order: 70 } },
  },
  { path: '/people/new', name: 'account-new', component: () => import('./AccountNewPage.vue'), meta: { permission: 'createAccount' } },
  {
    path: '/people/reading-grants',
    name: 'reading-grants',
    component: () => import('./ReadingGrantPage.vue'),
    meta: { permission: 'readingGrants' },
  },
];
