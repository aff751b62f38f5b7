import type { RouteRecordRaw } from 'vue-router';

export const carryOverRoutes: RouteRecordRaw[] = [
  {
    path: '/carry-overs',
    name: 'carry-overs',
    component: () => import('./CarryOverPage.vue'),
    meta: { permission: 'carryOverItems', menu: { label: 'carryOver.title', order: 48 } },
  },
];
