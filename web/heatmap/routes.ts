import type { RouteRecordRaw } from 'vue-router';

export const heatmapRoutes: RouteRecordRaw[] = [];
