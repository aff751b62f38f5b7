import type { GraphQLSchema } from 'graphql';
import { getNamedType, isObjectType } from 'graphql';
import { isPermitted } from '../../server/access/permissions.ts';
import type { Role } from '../../server/access/role.ts';
import type { Answer, Person } from '../support/person.ts';
import { ABSENT_ID, type Document, operationOn, rootFieldsOf } from './schema-walk.ts';

/** What the gate said: let through, nobody is known, or the entry that the roles lack. */
export type Verdict = 'passed' | 'UNAUTHENTICATED' | `FORBIDDEN ${string}`;

/** The verdict of the gate in an answer. Refusals by state or owner come after it and name no entry of the table. */
export function verdictOf({ errors }: Pick<Answer, 'errors'>): Verdict {
  const { code, permission } = errors?.[0]?.extensions ?? { code: '', permission: undefined };
  if (code === 'UNAUTHENTICATED') return code;
  return code === 'FORBIDDEN' && /[.:]|^upload$/.test(String(permission)) ? `FORBIDDEN ${String(permission)}` : 'passed';
}

/** What the permission table says about these entries, asked for in this order. */
export function expectedVerdict(roles: readonly Role[] | null, entries: readonly string[]): Verdict {
  const refused = entries.find(entry => !isPermitted(roles, entry));
  if (refused === undefined) return 'passed';
  return roles === null ? 'UNAUTHENTICATED' : `FORBIDDEN ${refused}`;
}

/** One thing to ask for: its document and the entries that it needs, outermost first. */
export interface Cell {
  name: string;
  entries: string[];
  document: Document;
}

/** A cell for each query and mutation, asking for as little below it as can be. */
export function rootCells(schema: GraphQLSchema): Cell[] {
  return rootFieldsOf(schema).map(({ kind, name, field }) => ({ name, entries: [name], document: operationOn(kind, field) }));
}

/**
 * A cell for each field of each object type, below the shortest way to it: one that the roles may go wherever there is one,
 * so that the field alone decides.
 */
export function fieldCells(schema: GraphQLSchema, roles: readonly Role[]): Cell[] {
  const allowed = waysTo(schema, entry => isPermitted(roles, entry));
  const any = waysTo(schema, () => true);
  return [...any].flatMap(([type, anyWay]) => {
    const way = allowed.get(type) ?? anyWay;
    const object = schema.getType(type);
    if (!isObjectType(object)) return [];
    return Object.values(object.getFields()).map(field => {
      const leaf = isObjectType(getNamedType(field.type)) ? `${field.name} { __typename }` : field.name;
      const below = way.steps.slice(1).reduceRight((inner, step) => `${step.split('.')[1]} { ${inner} }`, leaf);
      const name = `${type}.${field.name}`;
      return { name, entries: [...way.steps, name], document: operationOn(way.kind, way.root, below) };
    });
  });
}

interface Way {
  kind: 'query' | 'mutation';
  root: ReturnType<typeof rootFieldsOf>[number]['field'];
  /** Entries from the root field down. */
  steps: string[];
}

/** The shortest way from a root field to each object type. Mutations of the session change who asks, so no way leads through them. */
function waysTo(schema: GraphQLSchema, open: (entry: string) => boolean): Map<string, Way> {
  const ways = new Map<string, Way>();
  const queue: [string, Way][] = [];
  const reach = (type: string, way: Way): void => {
    if (ways.has(type) || !isObjectType(schema.getType(type))) return;
    ways.set(type, way);
    queue.push([type, way]);
  };
  for (const { kind, name, field } of rootFieldsOf(schema)) {
    if (!open(name) || /signIn|signOut|switchOrganisation|changePassword/.test(name)) continue;
    reach(getNamedType(field.type).name, { kind, root: field, steps: [name] });
  }
  for (let next = queue.shift(); next; next = queue.shift()) {
    const [type, way] = next;
    const object = schema.getType(type);
    if (!isObjectType(object)) continue;
    for (const field of Object.values(object.getFields())) {
      const entry = `${type}.${field.name}`;
      if (open(entry)) reach(getNamedType(field.type).name, { ...way, steps: [...way.steps, entry] });
    }
  }
  return ways;
}

/** The routes beside GraphQL, each by its entry in the table. */
export const ROUTES: Record<string, (person: Person) => Promise<Verdict>> = {
  upload: async person => routeVerdict(await person.tryUpload('list.csv', Buffer.from('a,b\n1,2\n')), 'upload'),
  'import:usage-log': async person => routeVerdict(await person.importLog(ABSENT_ID, 'x'), 'import:usage-log'),
  'import:monitoring': async person => routeVerdict(await person.importMonitoring(ABSENT_ID, ABSENT_ID, 'a.csv', 'x'), 'import:monitoring'),
  'import:life-cycles': async person => {
    // Of whom the roles allow it, nobody but the operator gets further than to what is missing here.
    return routeVerdict(await person.importLifeCycles('{}', ''), 'import:life-cycles');
  },
  ...Object.fromEntries(
    [
      `answer-form/${ABSENT_ID}.xlsx`,
      `sheet-review/${ABSENT_ID}.csv`,
      `heatmap/${ABSENT_ID}.csv`,
      `round-progress/${ABSENT_ID}.csv`,
      'portfolio/2026.csv',
      'verdicts/2026.csv',
      `round-verdicts/${ABSENT_ID}.csv`,
      `round-change/${ABSENT_ID}.csv`,
      `system-changes/${ABSENT_ID}.csv`,
      `ministry-board/${ABSENT_ID}.csv`,
      'ministry-overview.csv',
      'contracts.csv',
      'open-contracts.csv',
      'budget-request/2027.xlsx',
      'expiry.csv',
      'contract-findings.csv',
      'organisations.csv',
      'information-systems.xlsx',
      `features/${ABSENT_ID}.csv`,
      'template/features.csv',
    ].map(path => {
      const entry = `download:${/^[a-z-]+/.exec(path)![0]}`;
      return [
        entry,
        async (person: Person) => {
          const { status, bytes } = await person.download(path);
          return routeVerdict({ status, body: status < 400 ? {} : (JSON.parse(bytes.toString()) as Record<string, unknown>) }, entry);
        },
      ];
    }),
  ),
  'download:table': async person => {
    const { status, bytes } = await person.takeTable({ title: 'A', columns: ['A'], rows: [], format: 'csv' });
    return routeVerdict({ status, body: status < 400 ? {} : (JSON.parse(bytes.toString()) as Record<string, unknown>) }, 'download:table');
  },
  'live:answer-sheet': async person => {
    const path = `answer-sheet/${ABSENT_ID}?visit=${ABSENT_ID}`;
    const [stream, visit] = [await person.live(path), await person.post(`/live/${path}`, { visit: ABSENT_ID, feature: null })];
    const verdict = routeVerdict(stream, 'live:answer-sheet');
    return routeVerdict(visit, 'live:answer-sheet') === verdict ? verdict : 'FORBIDDEN of one and not of the other';
  },
};

function routeVerdict({ status, body }: { status: number; body: Record<string, unknown> }, entry: string): Verdict {
  if (status === 401 && body['code'] === 'UNAUTHENTICATED') return 'UNAUTHENTICATED';
  return status === 403 && body['code'] === 'FORBIDDEN' ? `FORBIDDEN ${entry}` : 'passed';
}
