import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BrowserPortal, openBrowserPortal } from '../support/open-browser.ts';

/** Every page of the portal, with the sample data, in both languages: axe finds nothing, and a phone need not scroll sideways. */
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

const names = routes.map(({ name }) => name);

let portal: BrowserPortal;
/** Pages of each person by window and language, so that each signs in once. */
const pages = new Map<string, Page>();
let may: Map<string, string[]>;
let visits: { name: string; path: string; login: string | null }[];

beforeAll(async () => {
  portal = await openBrowserPortal({ sampleData: true });
  may = new Map();
  for (const login of PEOPLE) {
    const { viewer } = await (await portal.signIn(login)).expectData<{ viewer: { permissions: string[] } }>('{ viewer { permissions } }');
    may.set(login, viewer.permissions);
  }
  visits = await listVisits();
}, 120_000);
afterAll(() => portal.close());

describe.each(['ja', 'en'] as const)('axe finds nothing, in %s', language => {
  it.each(names)('%s', async name => {
    const found: unknown[] = [];
    for (const visit of visitsOf(name)) {
      const page = await open(visit, language, 1280);
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .analyze();
      found.push(
        ...violations.map(({ id, nodes }) => ({
          visit,
          id,
          nodes: nodes.slice(0, 3).map(({ html, failureSummary }) => ({ html, failureSummary })),
        })),
      );
    }
    expect(found).toEqual([]);
  });
});

describe('a phone need not scroll sideways', () => {
  it.each(names)('%s', async name => {
    for (const visit of visitsOf(name)) {
      const page = await open(visit, 'ja', 375);
      const width = await page.locator('html').evaluate(element => (element as unknown as { scrollWidth: number }).scrollWidth);
      expect(width, visit.path).toBeLessThanOrEqual(375);
    }
  });
});

function visitsOf(name: string): typeof visits {
  const found = visits.filter(visit => visit.name === name);
  expect(found.length, 'pages to visit').toBeGreaterThan(0);
  return found;
}

/** The page once it has everything; one that shows an error in place of its content would prove nothing. */
async function open({ login, path, name }: (typeof visits)[number], language: 'ja' | 'en', width: number): Promise<Page> {
  const page = await pageOf(login, language, width);
  await page.goto(`${portal.address}${path}`);
  await page.locator('h1').first().waitFor();
  await page.waitForLoadState('networkidle');
  expect(await page.getByRole('alert').allInnerTexts(), name).toEqual([]);
  return page;
}

async function pageOf(login: string | null, language: 'ja' | 'en', width: number): Promise<Page> {
  const key = `${login} ${language} ${width}`;
  let page = pages.get(key);
  if (!page) {
    page = login
      ? await portal.enter(login, { language, width })
      : await (await portal.browser.newContext({ locale: language, viewport: { width, height: 900 } })).newPage();
    pages.set(key, page);
  }
  return page;
}

/** Each route with real ids in it, for somebody who may open it; rounds in each of their states. */
async function listVisits(): Promise<typeof visits> {
  const manager = await portal.signIn(PEOPLE[0]!);
  const { surveyRounds, organisations, informationSystems } = await manager.expectData<
    Record<string, { items: { id: string; state?: string; name?: string }[] }>
  >('{ surveyRounds { items { id state } } organisations { items { id name } } informationSystems { items { id } } }');
  const round = (state: string): string => surveyRounds!.items.find(one => one.state === state)!.id;
  const values: Record<string, string[]> = {
    '/survey-rounds/:id': [round('DRAFT'), round('OPEN'), round('PUBLISHED')],
    '/survey-rounds/:id/edit': [round('DRAFT')],
    '/survey-rounds/:roundId/heatmap': [round('OPEN'), round('PUBLISHED')],
    ':roundId': [round('OPEN')],
    ':organisationId': [organisations!.items.find(({ name }) => name === '会計検査院')!.id],
    '/organisations/:id': [organisations!.items.find(({ name }) => name === '財務省')!.id],
    '/systems/:id': [informationSystems!.items[0]!.id],
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
        .replace(':organisationId', values[':organisationId']![0]!)
        .replace('/:path(.*)*', '/no/such/page'),
    );
    return [...new Set(filled)].map(one => ({ name, path: one, login }));
  });
}
