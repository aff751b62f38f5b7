import type { RouteRecordRaw } from 'vue-router';

export const verdictRoutes: RouteRecordRaw[] = [
  {
    path: '/verdicts',
    name: 'verdicts',
    component: () => import('./VerdictListPage.vue'),
    meta: { permission: 'portfolioVerdicts', menu: { label: 'verdict.menu', order: 32 } },
  },
  {
    path: '/survey-rounds/:roundId/verdicts',
    name: 'round-verdicts',
    component: () => import('./RoundVerdictsPage.vue'),
    props: true,
    meta: { permission: 'roundVerdicts' },
  },
  {
    path: '/survey-rounds/:roundId/verdicts/:featureId',
    name: 'verdict',
    component: () => import('./VerdictPage.vue'),
    props: true,
    meta: { permission: 'featureVerdict' },
  },
];
