import type { Viewer } from '../access/viewer.ts';
import type { Context } from '../context.ts';

/** Does something as one person, in one transaction, the way a request would. */
export type Act = <Result>(viewer: Viewer, work: (context: Context) => Promise<Result>) => Promise<Result>;
