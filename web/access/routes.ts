import type { RouteRecordRaw } from 'vue-router';

export const accessRoutes: RouteRecordRaw[] = [
  { path: '/sign-in', name: 'sign-in', component: () => import('./SignInPage.vue'), meta: { public: true } },
  { path: '/password', name: 'password', component: () => import('./PasswordPage.vue'), meta: { permission: 'changePassword' } },
  {
    path: '/switch-organisation',
    name: 'switch-organisation',
    component: () => import('./SwitchOrganisationPage.vue'),
    meta: { permission: 'switchOrganisation' },
  },
];
