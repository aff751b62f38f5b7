import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { type BrowserPortal, openBrowserPortal } from '../support/open-browser.ts';
import type { Person } from '../support/person.ts';
import { settled } from '../support/settled.ts';
import { KEYBOARD_WALK } from './keyboard.ts';

interface Route {
  path: string;
  name: string;
  meta?: { public?: boolean; permission?: string };
}
// Read as a module of its own world: the types of the portal's pages belong to the browser's program.
const router = new URL('../../web/router.ts', import.meta.url).pathname;
const { routes } = (await import(/* @vite-ignore */ router)) as { routes: Route[] };

const PEOPLE = [
  'pmo@digital.example',
  'admin@digital.example',
  'respondent@soumu.example',
  'coordinator@soumu.example',
  'auditor@digital.example',
];

/** Name of every page of the portal. */
export const pageNames = routes.map(({ name }) => name);

/** A page with real ids in its address, for somebody who may open it. */
export interface Visit {
  name: string;
  path: string;
  login: string | null;
}

/** Every page of the portal over the sample data, as people see it who may open it. */
export class PortalVisits {
  readonly #portal: BrowserPortal;
  readonly #visits: readonly Visit[];
  /** Page of each person, so that each signs in once. */
  readonly #pages = new Map<string | null, Page>();

  private constructor(portal: BrowserPortal, visits: readonly Visit[]) {
    this.#portal = portal;
    this.#visits = visits;
  }

  static async begin(): Promise<PortalVisits> {
    const portal = await openBrowserPortal({ sampleData: true });
    return new PortalVisits(portal, await listVisits(portal));
  }

  close(): Promise<void> {
    return this.#portal.close();
  }

  /** Where a page is to be seen, in each of its states. */
  of(name: string): Visit[] {
    const found = this.#visits.filter(visit => visit.name === name);
    expect(found.length, 'pages to visit').toBeGreaterThan(0);
    return found;
  }

  /** The page once it has everything; one that shows an error in place of its content would prove nothing. */
  async open({ login, path, name }: Visit): Promise<Page> {
    const page = await this.#pageOf(login);
    await page.goto(`${this.#portal.address}${path}`);
    await settled(page);
    expect(await page.getByRole('alert').allInnerTexts(), name).toEqual([]);
    return page;
  }

  async #pageOf(login: string | null): Promise<Page> {
    const known = this.#pages.get(login);
    if (known) return known;
    const page = login
      ? await this.#portal.enter(login)
      : await (await this.#portal.browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
    await page.addInitScript({ path: KEYBOARD_WALK });
    this.#pages.set(login, page);
    return page;
  }
}

/** Each route with real ids in it; rounds in each of their states. */
async function listVisits(portal: BrowserPortal): Promise<Visit[]> {
  const may = new Map<string, string[]>();
  for (const login of PEOPLE) {
    const { viewer } = await (await portal.signIn(login)).expectData<{ viewer: { permissions: string[] } }>('{ viewer { permissions } }');
    may.set(login, viewer.permissions);
  }
  const manager = await portal.signIn(PEOPLE[0]!);
  const { surveyRounds, organisations, informationSystems, handovers, featureDecisions, monitoringItems, unificationPlans } =
    await manager.expectData<Record<string, { items: { id: string; state?: string; name?: string }[] }>>(
      `{ surveyRounds { items { id state } } organisations { items { id name } } informationSystems { items { id } } handovers { items { id } }
       featureDecisions(states: [PROPOSED, AGREED]) { items { id } } monitoringItems(first: 1) { items { id } }
       unificationPlans(first: 1) { items { id } } }`,
    );
  const round = (state: string): string => surveyRounds!.items.find(one => one.state === state)!.id;
  const judged = [round('OPEN'), round('PUBLISHED')];
  const featureOf = new Map<string, string>();
  for (const id of judged) {
    const { roundVerdicts } = await manager.expectData<{ roundVerdicts: { id: string }[] }>(
      'query ($id: ID!) { roundVerdicts(roundId: $id) { id } }',
      { id },
    );
    featureOf.set(id, roundVerdicts[0]!.id);
  }
  const { contracts } = await manager.expectData<{ contracts: { items: { id: string }[] } }>(
    'query ($id: ID!) { contracts(filter: { organisationId: $id }) { items { id } } }',
    { id: manager.organisationId },
  );
  const { vendors } = await manager.expectData<{ vendors: { items: { id: string }[] } }>('{ vendors(first: 2) { items { id } } }');
  const [imported] = await monitoringImports(manager);
  const values: Record<string, string[]> = {
    '/survey-rounds/:id': [round('DRAFT'), round('OPEN'), round('PUBLISHED')],
    '/survey-rounds/:id/edit': [round('DRAFT')],
    '/survey-rounds/:roundId/heatmap': [round('OPEN'), round('PUBLISHED')],
    '/survey-rounds/:roundId/verdicts': judged,
    '/verdicts/decisions/:id': featureDecisions!.items.map(({ id }) => id),
    ':roundId': [round('OPEN')],
    ':organisationId': [organisations!.items.find(({ name }) => name === '会計検査院')!.id],
    '/organisations/:id': [organisations!.items.find(({ name }) => name === '財務省')!.id],
    '/ministries/:id': [manager.organisationId],
    '/handovers/:id': [handovers!.items[0]!.id],
    // An end that is unknown, and one that is near.
    '/contracts/:id': contracts.items.slice(0, 2).map(({ id }) => id),
    '/contracts/:id/edit': [contracts.items[1]!.id],
    '/systems/:id': [informationSystems!.items[0]!.id],
    '/systems/:id/monitoring/import': [imported!.systemId],
    '/monitoring/items/:id': [monitoringItems!.items[0]!.id],
    '/monitoring/unification/:id': [unificationPlans!.items[0]!.id],
  };
  /** What the address says besides, where a page shows another view by it. */
  const views: Record<string, string[]> = {
    vendors: ['', `?merge=${vendors.items.map(({ id }) => id).join(',')}`],
    'monitoring-coverage': ['', '?by=SYSTEM', '?by=ITEM'],
    'monitoring-import': ['', `?import=${imported!.id}`],
  };
  return routes.flatMap(({ path, name, meta }) => {
    const login = meta?.public
      ? null
      : name.startsWith('answer')
        ? 'respondent@soumu.example'
        : (PEOPLE.find(person => !meta?.permission || may.get(person)!.includes(meta.permission)) ?? null);
    const prefix = Object.keys(values).find(key => key.startsWith('/') && path.startsWith(key) && (key === path || !values[path]));
    const ids = values[path] ?? (prefix ? values[prefix]! : values[':roundId']!);
    const filled = ids.map(id =>
      path
        .replace(/:(id|roundId)\b/, id)
        .replace(':featureId', featureOf.get(id) ?? '')
        .replace(':organisationId', values[':organisationId']![0]!)
        .replace(/:year.*$/, '2027')
        .replace('/:path(.*)*', '/no/such/page'),
    );
    return [...new Set(filled)].flatMap(one => (views[name] ?? ['']).map(view => ({ name, path: one + view, login })));
  });
}

/** Files of monitoring items that were imported for systems of the person's own organisation. */
async function monitoringImports(person: Person): Promise<{ id: string; systemId: string }[]> {
  const { informationSystems } = await person.expectData<{ informationSystems: { items: { id: string }[] } }>(
    'query ($id: ID!) { informationSystems(filter: { providerId: $id }) { items { id } } }',
    { id: person.organisationId },
  );
  const found = informationSystems.items.map(async ({ id: systemId }) => {
    const { monitoringImports: made } = await person.expectData<{ monitoringImports: { items: { id: string }[] } }>(
      'query ($id: ID!) { monitoringImports(systemId: $id) { items { id } } }',
      { id: systemId },
    );
    return made.items.map(({ id }) => ({ id, systemId }));
  });
  return (await Promise.all(found)).flat();
}
