import type { RouteRecordRaw } from 'vue-router';

export const decisionRoutes: RouteRecordRaw[] = [
  {
    path: '/verdicts/decisions',
    name: 'decisions',
    component: () => import('./DecisionListPage.vue'),
    meta: { permission: 'featureDecisions' },
  },
  {
    path: '/verdicts/decisions/:id',
    name: 'decision',
    component: () => import('./DecisionPage.vue'),
    props: true,
    meta: { permission: 'featureDecision' },
  },
];
