import type { Client, CombinedError } from '@urql/core';
import { computed, inject, ref, shallowRef, type InjectionKey } from 'vue';
import type { ResultOf } from '../graphql.ts';
import { ViewerQuery, type Viewer_viewer } from './viewer.graphql.ts';

export type Viewer = ResultOf<typeof Viewer_viewer>;
export type Portal = ResultOf<typeof ViewerQuery>['portal'];
export type ViewerStore = ReturnType<typeof createViewerStore>;

/** Under this key the application provides its store; tests provide their own. */
export const viewerKey: InjectionKey<ViewerStore> = Symbol('viewer');

/** Who is using the portal and what they may do now. One for the application, read by the router and by every page. */
export function createViewerStore(client: Client) {
  const viewer = shallowRef<Viewer | null>(null);
  const portal = shallowRef<Portal>();
  const loadError = shallowRef<CombinedError>();
  /** True when the server has ended a session that this page still shows. */
  const sessionEnded = ref(false);
  /** Counts how often the server has named the viewer since the page was opened; what an ended session refused may be tried again. */
  const signInCount = ref(0);
  let loading: Promise<void> | undefined;

  /** Asks the server who is signed in, once; later calls wait for the same answer. A failure is asked again. */
  function load(): Promise<void> {
    loading ??= client
      .query(ViewerQuery, {})
      .toPromise()
      .then(({ data, error }) => {
        loadError.value = error;
        if (!data) return void (loading = undefined);
        portal.value = data.portal;
        viewer.value = data.viewer;
      });
    return loading;
  }

  /** Takes over the viewer that a mutation has returned. */
  function take(next: Viewer | null) {
    viewer.value = next;
    sessionEnded.value = false;
    signInCount.value += 1;
  }

  /** Notes that the server has forgotten the session, unless nobody was signed in. */
  function endSession() {
    if (viewer.value) sessionEnded.value = true;
  }

  return {
    viewer,
    portal,
    loadError,
    sessionEnded,
    signInCount,
    load,
    take,
    endSession,
    /** Whether the viewer may now use the query or mutation of this name. */
    can: (operation: string) => viewer.value?.permissions.includes(operation) ?? false,
    /** Today in Japan, YYYY-MM-DD, by the server's clock. */
    today: computed(() => portal.value?.today ?? ''),
  };
}

/** The application's viewer. */
export function useViewer(): ViewerStore {
  const store = inject(viewerKey);
  if (!store) throw new Error('No viewer store was provided.');
  return store;
}
