import type { RouteRecordRaw } from 'vue-router';

/** For developers: the components that pages are made of, in each of their states. */
export const galleryRoutes: RouteRecordRaw[] = [
  { path: '/developers/components', name: 'gallery', component: () => import('./GalleryPage.vue'), meta: { public: true } },
];
