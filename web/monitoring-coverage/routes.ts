import type { RouteRecordRaw } from 'vue-router';

export const monitoringCoverageRoutes: RouteRecordRaw[] = [
  {
    path: '/monitoring',
    name: 'monitoring-coverage',
    component: () => import('./CoveragePage.vue'),
    meta: { permission: 'monitoringCoverage', menu: { label: 'monitoringCoverage.menu', order: 42 } },
  },
  {
    path: '/monitoring/gaps',
    name: 'monitoring-gaps',
    component: () => import('./GapPage.vue'),
    meta: { permission: 'monitoringGaps' },
  },
  {
    path: '/monitoring/differences',
    name: 'monitoring-differences',
    component: () => import('./DifferencePage.vue'),
    meta: { permission: 'monitoringDifferences' },
  },
  {
    path: '/monitoring/tools',
    name: 'monitoring-tools',
    component: () => import('./ToolPage.vue'),
    meta: { permission: 'monitoringTools' },
  },
  {
    path: '/monitoring/unification',
    name: 'monitoring-unification',
    component: () => import('./UnificationPage.vue'),
    meta: { permission: 'unificationPlans' },
  },
  {
    path: '/monitoring/unification/:id',
    name: 'monitoring-plan',
    component: () => import('./PlanPage.vue'),
    props: true,
    meta: { permission: 'unificationPlan' },
  },
];
