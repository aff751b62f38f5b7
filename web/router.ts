import {
  createRouter,
  createWebHistory,
  type RouteLocationNormalized,
  type RouteRecordRaw,
  type Router,
  type RouterHistory,
} from 'vue-router';
import { accessRoutes } from './access/routes.ts';
import type { ViewerStore } from './access/viewer.ts';
import { accountRoutes } from './account/routes.ts';
import { answerRoutes } from './answer/routes.ts';
import { apiTokenRoutes } from './api-token/routes.ts';
import { auditRoutes } from './audit/routes.ts';
import { alertRoutes } from './alert/routes.ts';
import { budgetRoutes } from './budget/routes.ts';
import { expiryRoutes } from './expiry/routes.ts';
import { contractRoutes } from './contract/routes.ts';
import { productRoutes } from './product/routes.ts';
import { carryOverRoutes } from './carry-over/routes.ts';
import { decisionRoutes } from './decision/routes.ts';
import { galleryRoutes } from './gallery/routes.ts';
import { glossaryRoutes } from './glossary/routes.ts';
import { guideRoutes } from './guide/routes.ts';
import { handoverRoutes } from './handover/routes.ts';
import { heatmapRoutes } from './heatmap/routes.ts';
import { homeRoutes } from './home/routes.ts';
import { informationSystemRoutes } from './information-system/routes.ts';
import { contractAdviceRoutes } from './contract-advice/routes.ts';
import { jointRenewalRoutes } from './joint-renewal/routes.ts';
import { ministryBoardRoutes } from './ministry-board/routes.ts';
import { monitoringCoverageRoutes } from './monitoring-coverage/routes.ts';
import { monitoringImportRoutes } from './monitoring-import/routes.ts';
import { monitoringItemRoutes } from './monitoring-item/routes.ts';
import { monitoringRoutes } from './monitoring/routes.ts';
import { organisationRoutes } from './organisation/routes.ts';
import { reminderRoutes } from './reminder/routes.ts';
import { sheetReviewRoutes } from './sheet-review/routes.ts';
import { surveyRoundRoutes } from './survey-round/routes.ts';
import { usageLogRoutes } from './usage-log/routes.ts';
import { requestHeadingFocus } from './ui/pageFocus.ts';
import { verdictRoutes } from './verdict/routes.ts';
import { vendorRoutes } from './vendor/routes.ts';

declare module 'vue-router' {
  interface RouteMeta {
    /** May be opened by anybody; else one must be signed in. */
    public?: boolean;
    /** Query or mutation that the viewer must be allowed to use, else the page says that they may not open it. */
    permission?: string;
    /** Puts the page into the menu: the key of its label, and its place (10 home, 20 surveys, 30 heatmaps, 40 systems …). */
    menu?: { label: string; order: number };
  }
}

/** Every page of the portal. */
export const routes: RouteRecordRaw[] = [
  ...homeRoutes,
  ...accessRoutes,
  ...surveyRoundRoutes,
  ...answerRoutes,
  ...sheetReviewRoutes,
  ...heatmapRoutes,
  ...verdictRoutes,
  ...decisionRoutes,
  ...informationSystemRoutes,
  ...vendorRoutes,
  ...contractRoutes,
  ...productRoutes,
  ...contractAdviceRoutes,
  ...jointRenewalRoutes,
  ...alertRoutes,
  ...budgetRoutes,
  ...expiryRoutes,
  ...usageLogRoutes,
  ...monitoringRoutes,
  ...monitoringCoverageRoutes,
  ...monitoringItemRoutes,
  ...monitoringImportRoutes,
  ...ministryBoardRoutes,
  ...carryOverRoutes,
  ...handoverRoutes,
  ...reminderRoutes,
  ...organisationRoutes,
  ...accountRoutes,
  ...apiTokenRoutes,
  ...auditRoutes,
  ...guideRoutes,
  ...glossaryRoutes,
  ...galleryRoutes,
  { path: '/:path(.*)*', name: 'not-found', component: () => import('./layout/NotFoundPage.vue'), meta: { public: true } },
];

/** The layout shows a page only after checking `meta.permission`. */
export function createPortalRouter(viewer: ViewerStore, history: RouterHistory = createWebHistory()): Router {
  const router = createRouter({
    history,
    routes,
    scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? undefined : to.hash ? { el: to.hash } : { top: 0 }),
  });

  router.beforeEach(async to => {
    await viewer.load();
    // Where the server cannot be asked, the layout says so in place of the page.
    if (viewer.loadError.value) return true;
    return mayPass(to, viewer.viewer.value !== null) || { name: 'sign-in', query: to.path === '/' ? {} : { redirect: to.fullPath } };
  });
  router.afterEach((to, from) => {
    if (from.matched.length && to.path !== from.path) requestHeadingFocus();
  });
  return router;
}

function mayPass(to: RouteLocationNormalized, signedIn: boolean): boolean {
  return signedIn || to.meta.public === true;
}
