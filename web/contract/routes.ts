import type { RouteRecordRaw } from 'vue-router';

export const contractRoutes: RouteRecordRaw[] = [
  {
    path: '/contracts',
    name: 'contracts',
    component: () => import('./ContractListPage.vue'),
    meta: { permission: 'contracts', menu: { label: 'contract.title', order: 45 } },
  },
  {
    path: '/contracts/new',
    name: 'contract-new',
    component: () => import('./ContractNewPage.vue'),
    meta: { permission: 'createContract' },
  },
  {
    path: '/contracts/import',
    name: 'contract-import',
    component: () => import('./ContractImportPage.vue'),
    meta: { permission: 'importContracts' },
  },
  {
    path: '/contracts/:id',
    name: 'contract',
    component: () => import('./ContractPage.vue'),
    props: true,
    meta: { permission: 'contract' },
  },
  {
    path: '/contracts/:id/edit',
    name: 'contract-edit',
    component: () => import('./ContractEditPage.vue'),
    props: true,
    meta: { permission: 'updateContract' },
  },
];
