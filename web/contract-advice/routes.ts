import type { RouteRecordRaw } from 'vue-router';

export const contractAdviceRoutes: RouteRecordRaw[] = [
  {
    path: '/contracts/findings',
    name: 'contract-findings',
    component: () => import('./FindingPage.vue'),
    meta: { permission: 'contractFindings' },
  },
];
