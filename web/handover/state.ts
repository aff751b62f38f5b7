/** A hand-over that waits asks for attention until it is done. */
export const HANDOVER_TONES = { PENDING: 'danger', ACKNOWLEDGED: 'success', WITHDRAWN: 'neutral' } as const;
