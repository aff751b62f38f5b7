import { z } from 'zod';

/** Channels of the database that every process of the portal listens to. The first is written by the triggers of the tables. */
export const CHANGES = 'sheet_change';
export const VISITS = 'sheet_visit';

const id = z.guid();

/** A row of a table has changed, and the transaction that changed it is committed. */
const change = z.object({
  /** Table. */
  kind: z.string(),
  /** Organisation that owns the row. */
  tenant: id,
  /** Sheet that the row belongs to; for a survey round the round itself. */
  subject: id,
  feature: id.nullable(),
  version: z.number().nullable(),
  /** Account of the owning organisation that made the change; null when it came from outside. */
  by: z.string().nullable(),
});
export type Change = z.infer<typeof change>;

/** Somebody has a sheet open, or has closed it. */
const visit = z.object({
  tenant: id,
  sheet: id,
  /** One opened form of one browser. */
  visit: id,
  account: id,
  /** Row that the person is at; null for none. */
  feature: id.nullable(),
  gone: z.boolean(),
});
export type Visit = z.infer<typeof visit>;

export type Announcement = { channel: typeof CHANGES; change: Change } | { channel: typeof VISITS; visit: Visit };

/** Reads what came over a channel; undefined for what nobody here wrote. Any login of the database may write to a channel. */
export function readAnnouncement(channel: string, payload: string): Announcement | undefined {
  try {
    const content: unknown = JSON.parse(payload);
    if (channel === CHANGES) return { channel, change: change.parse(content) };
    if (channel === VISITS) return { channel, visit: visit.parse(content) };
  } catch {
    // Not ours.
  }
  return undefined;
}
