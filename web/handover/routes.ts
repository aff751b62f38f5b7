import type { RouteRecordRaw } from 'vue-router';

export const handoverRoutes: RouteRecordRaw[] = [
  {
    path: '/handovers',
    name: 'handovers',
    component: () => import('./HandoverListPage.vue'),
    meta: { permission: 'handovers', menu: { label: 'handover.title', order: 65 } },
  },
  {
    path: '/handovers/new',
    name: 'handover-new',
    component: () => import('./HandoverNewPage.vue'),
    meta: { permission: 'startHandover' },
  },
  {
    path: '/handovers/:id',
    name: 'handover',
    component: () => import('./HandoverPage.vue'),
    props: true,
    meta: { permission: 'handover' },
  },
];
