import type { RouteRecordRaw } from 'vue-router';

export const sheetReviewRoutes: RouteRecordRaw[] = [
  {
    path: '/survey-rounds/:roundId/answer/review',
    name: 'answer-review',
    component: () => import('./SheetReviewPage.vue'),
    props: true,
    meta: { permission: 'answerSheet' },
  },
];
