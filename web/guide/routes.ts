import type { RouteRecordRaw } from 'vue-router';

export const guideRoutes: RouteRecordRaw[] = [{ path: '/guide', name: 'guide', component: () => import('./GuidePage.vue') }];
