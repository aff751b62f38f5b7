import { type Context, signedIn } from '../context.ts';
import { type Page, readPage } from '../database/page.ts';
import { ConflictError } from '../errors.ts';
import { inVersion, requireOwn } from '../validation.ts';
import { LedgerHeading } from './entity.ts';
import { foldHeading } from './fold.ts';
import type { ForgetLedgerHeadingInput } from './input.ts';

/** A heading with what it means from now on. */
export interface HeadingMeaning {
  heading: string;
  field: string | null;
  /** Of what was remembered when the person chose; 0 when nothing was. */
  version: number;
}

/** Everything that the viewer's organisation said of headings. */
export function ledgerHeadings({ em, viewer }: Context): Promise<LedgerHeading[]> {
  return em.find(LedgerHeading, { tenantId: signedIn({ viewer }).organisationId });
}

/** The same in pages, what was said last first. */
export function ledgerHeadingPage({ em, viewer }: Context, first: number, after: string | null): Promise<Page<LedgerHeading>> {
  const where = { tenantId: signedIn({ viewer }).organisationId };
  return readPage(em, LedgerHeading, { where, orderBy: { mappedAt: 'desc', id: 'desc' }, first, after });
}

/**
 * Remembers what headings mean. What was said before and is said again stays as it is, with who said it first.
 *
 * @throws ConflictError when somebody else said something else of one of them in the meantime
 */
export async function rememberHeadings(context: Context, meanings: readonly HeadingMeaning[]): Promise<void> {
  const { em } = context;
  const mappedByName = signedIn(context).name;
  const present = new Map((await ledgerHeadings(context)).map(one => [one.folded, one]));
  for (const { heading, field, version } of meanings) {
    const folded = foldHeading(heading);
    const known = present.get(folded);
    if (known && (known.field ?? null) === field) continue;
    if ((known?.version ?? 0) !== version) throw new ConflictError('LedgerHeading', known?.id ?? heading, known?.version ?? null);
    if (known) em.assign(known, { heading, field, mappedAt: new Date(), mappedByName });
    else em.create(LedgerHeading, { heading, folded, field, mappedByName });
  }
  await em.flush();
}

/**
 * Forgets what a heading means; the next file that has it asks again.
 *
 * @throws NotFoundError when it was forgotten already
 * @throws ConflictError when somebody changed it in the meantime
 */
export async function forgetLedgerHeading(context: Context, input: ForgetLedgerHeadingInput): Promise<LedgerHeading> {
  const { em } = context;
  const id = input.ledgerHeadingId;
  const heading = inVersion('LedgerHeading', id, await em.findOne(LedgerHeading, id), input.version);
  requireOwn(signedIn(context), heading, 'forgetLedgerHeading');
  // What is removed loses its id; the caller is told which one it was.
  const former = { ...heading };
  em.remove(heading);
  await em.flush();
  return former;
}
