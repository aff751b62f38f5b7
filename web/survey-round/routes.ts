import type { RouteRecordRaw } from 'vue-router';

export const surveyRoundRoutes: RouteRecordRaw[] = [];
