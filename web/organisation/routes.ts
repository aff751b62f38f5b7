import type { RouteRecordRaw } from 'vue-router';

export const organisationRoutes: RouteRecordRaw[] = [
  {
    path: '/organisations',
    name: 'organisations',
    component: () => import('./OrganisationListPage.vue'),
    meta: { permission: 'organisations', menu: { label: 'organisation.title', order: 60 } },
  },
  {
    path: '/organisations/new',
    name: 'organisation-new',
    component: () => import('./OrganisationNewPage.vue'),
    meta: { permission: 'createOrganisation' },
  },
  {
    path: '/organisations/import',
    name: 'organisation-import',
    component: () => import('./OrganisationImportPage.vue'),
    meta: { permission: 'importOrganisations' },
  },
  {
    path: '/organisations/:id',
    name: 'organisation',
    component: () => import('./OrganisationPage.vue'),
    props: true,
    meta: { permission: 'organisation' },
  },
  {
    path: '/organisations/:id/edit',
    name: 'organisation-edit',
    component: () => import('./OrganisationEditPage.vue'),
    props: true,
    meta: { permission: 'updateOrganisation' },
  },
];
