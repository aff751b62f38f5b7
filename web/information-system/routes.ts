import type { RouteRecordRaw } from 'vue-router';

export const informationSystemRoutes: RouteRecordRaw[] = [
  {
    path: '/systems',
    name: 'systems',
    component: () => import('./SystemListPage.vue'),
    meta: { permission: 'informationSystems', menu: { label: 'informationSystem.title', order: 40 } },
  },
  {
    path: '/systems/new',
    name: 'system-new',
    component: () => import('./SystemNewPage.vue'),
    meta: { permission: 'createInformationSystem' },
  },
  {
    path: '/systems/import',
    name: 'system-import',
    component: () => import('./SystemImportPage.vue'),
    meta: { permission: 'importInformationSystems' },
  },
  {
    path: '/systems/:id',
    name: 'system',
    component: () => import('./SystemPage.vue'),
    props: true,
    meta: { permission: 'informationSystem' },
  },
  {
    path: '/systems/:id/edit',
    name: 'system-edit',
    component: () => import('./SystemEditPage.vue'),
    props: true,
    meta: { permission: 'updateInformationSystem' },
  },
  {
    path: '/systems/:id/contacts',
    name: 'system-contacts',
    component: () => import('./SystemContactsPage.vue'),
    props: true,
    meta: { permission: 'setSystemContacts' },
  },
  {
    path: '/systems/:id/features',
    name: 'features',
    component: () => import('./FeatureListPage.vue'),
    props: true,
    meta: { permission: 'informationSystem' },
  },
  {
    path: '/systems/:id/features/import',
    name: 'feature-import',
    component: () => import('./FeatureImportPage.vue'),
    props: true,
    meta: { permission: 'importFeatures' },
  },
];
