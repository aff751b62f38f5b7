import type { RouteRecordRaw } from 'vue-router';

export const answerRoutes: RouteRecordRaw[] = [
  {
    path: '/survey-rounds/:roundId/answer',
    name: 'answer',
    component: () => import('./AnswerPage.vue'),
    props: true,
    meta: { permission: 'answerSheet' },
  },
  {
    path: '/survey-rounds/:roundId/answer/import',
    name: 'answer-import',
    component: () => import('./AnswerImportPage.vue'),
    props: true,
    meta: { permission: 'importAnswers' },
  },
  {
    path: '/survey-rounds/:roundId/register/:organisationId',
    name: 'register-submission',
    component: () => import('./RegisterSubmissionPage.vue'),
    props: true,
    meta: { permission: 'registerSubmission' },
  },
];
