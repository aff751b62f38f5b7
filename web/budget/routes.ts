import type { RouteRecordRaw } from 'vue-router';

const page = () => import('./BudgetPage.vue');

export const budgetRoutes: RouteRecordRaw[] = [
  { path: '/budget', name: 'budget', component: page, meta: { permission: 'budgetRequest', menu: { label: 'budget.title', order: 46 } } },
  { path: String.raw`/budget/:year(\d{4})`, name: 'budget-of-year', component: page, props: true, meta: { permission: 'budgetRequest' } },
];
