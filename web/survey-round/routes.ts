import type { RouteRecordRaw } from 'vue-router';

export const surveyRoundRoutes: RouteRecordRaw[] = [
  {
    path: '/survey-rounds',
    name: 'survey-rounds',
    component: () => import('./SurveyRoundListPage.vue'),
    meta: { permission: 'surveyRounds', menu: { label: 'surveyRound.rounds', order: 20 } },
  },
  {
    path: '/survey-rounds/new',
    name: 'new-survey-round',
    component: () => import('./NewSurveyRoundPage.vue'),
    meta: { permission: 'createSurveyRound' },
  },
  {
    path: '/survey-rounds/:id',
    name: 'survey-round',
    component: () => import('./SurveyRoundPage.vue'),
    props: true,
    meta: { permission: 'surveyRound' },
  },
  {
    path: '/survey-rounds/:id/edit',
    name: 'edit-survey-round',
    component: () => import('./EditSurveyRoundPage.vue'),
    props: true,
    meta: { permission: 'updateSurveyRound' },
  },
];
