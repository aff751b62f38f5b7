import type { RouteRecordRaw } from 'vue-router';

export const heatmapRoutes: RouteRecordRaw[] = [
  {
    path: '/survey-rounds/:roundId/heatmap',
    name: 'heatmap',
    component: () => import('./HeatmapPage.vue'),
    props: true,
    meta: { permission: 'surveyHeatmap' },
  },
  {
    path: '/survey-rounds/:roundId/heatmap/overview',
    name: 'heatmap-overview',
    component: () => import('./OverviewPage.vue'),
    props: true,
    meta: { permission: 'surveyHeatmap' },
  },
  {
    path: '/portfolio',
    name: 'portfolio',
    component: () => import('./PortfolioPage.vue'),
    meta: { permission: 'portfolioHeatmap', menu: { label: 'heatmap.portfolio.title', order: 30 } },
  },
];
