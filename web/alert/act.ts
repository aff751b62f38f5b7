/** What somebody does about a date. */
export type AlertAct = 'acknowledge' | 'handOver' | 'release';
