/** How loud each state of a run is. */
export const RUN_TONES = { HELD: 'warning', RELEASED: 'success', DROPPED: 'neutral', OVERTAKEN: 'neutral' } as const;

/** How loud each state of a mail is; what is unknown is louder than what is well. */
export const MAIL_TONES = {
  HELD: 'warning',
  QUEUED: 'info',
  SENDING: 'info',
  SENT: 'success',
  REFUSED: 'danger',
  UNKNOWN: 'danger',
  CAPTURED: 'neutral',
  DROPPED: 'neutral',
} as const;
