import type { RouteRecordRaw } from 'vue-router';

export const answerRoutes: RouteRecordRaw[] = [];
