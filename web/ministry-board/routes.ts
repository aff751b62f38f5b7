import type { RouteRecordRaw } from 'vue-router';

export const ministryBoardRoutes: RouteRecordRaw[] = [
  {
    path: '/ministries',
    name: 'board',
    component: () => import('./OwnBoardPage.vue'),
    meta: { permission: 'ministryBoard', menu: { label: 'ministryBoard.title', order: 35 } },
  },
  {
    path: '/ministries/overview',
    name: 'ministry-overview',
    component: () => import('./MinistryOverviewPage.vue'),
    meta: { permission: 'ministryOverview' },
  },
  {
    path: '/ministries/:id',
    name: 'ministry-board',
    component: () => import('./MinistryBoardPage.vue'),
    props: true,
    meta: { permission: 'ministryBoard' },
  },
];
