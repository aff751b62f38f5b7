import type { RouteLocationRaw } from 'vue-router';
import type { ResultOf } from '../graphql.ts';
import type { NextSteps } from './next-step.graphql.ts';

type Found = ResultOf<typeof NextSteps>['nextSteps'];
export type Step = Found['steps'][number];
export type Reading = Found['readings'][number];
export type Upcoming = NonNullable<Found['upcoming']>;

/** Whose systems the viewer looks after: all of the organisation, or those that the viewer answers for. */
export type Care = { provider: string } | { owned: '1' };

const answer = (roundId: string, query: Record<string, string> = {}) => ({ name: 'answer', params: { roundId }, query });
const round = (id: string) => ({ name: 'survey-round', params: { id } });
const contract = (id: string | null) => (id ? { name: 'contract', params: { id } } : undefined);
const system = (id: string) => ({ name: 'system', params: { id } });

/** The one page where a step is done. */
export function placeOf({ kind, subjectId, partId }: Step, care: Care): RouteLocationRaw {
  const subject = subjectId ?? '';
  const systems = (query: Record<string, string>) => (subjectId ? system(subjectId) : { name: 'systems', query: { ...care, ...query } });
  switch (kind) {
    case 'ANSWER_PART':
    case 'FINISH_PART':
      return answer(subject, { part: partId ?? '' });
    case 'FIX_ROWS':
    case 'REPLY_TO_QUESTIONS':
      return answer(subject, { questions: '1' });
    case 'FIX_SHEET':
    case 'ANSWER_SHEET':
    case 'HAND_IN_SHEET':
      return answer(subject);
    case 'REVIEW_PARTS':
    case 'CHASE_PARTS':
    case 'SUBMIT_SHEET':
      return { name: 'answer-review', params: { roundId: subject } };
    case 'READ_REPLIES':
    case 'OPEN_ROUND':
    case 'NAME_COORDINATORS':
    case 'COLLECT_SHEETS':
    case 'CLOSE_ROUND':
    case 'PUBLISH_ROUND':
      return round(subject);
    case 'TAKE_OVER':
      return { name: 'handover', params: { id: subject } };
    case 'FOLLOW_HANDOVERS':
    case 'PLACE_BELONGINGS':
      return { name: 'handovers' };
    case 'APPOINT_COORDINATOR':
      return { name: 'accounts' };
    case 'APPOINT_ADMINISTRATORS':
      return { name: 'organisations' };
    case 'CONFIRM_AGAIN':
      return systems({ confirmation: 'DUE' });
    case 'CONFIRM_FIRST':
      return systems({ confirmation: 'NEVER' });
    case 'COMPLETE_RECORDS':
      return systems({ missing: 'ANY' });
    case 'NAME_OWNERS':
      return systems({ missing: 'OWNER' });
    case 'RECEIVE_DATES':
      return { name: 'alerts' };
    case 'GIVE_NOTICE':
    case 'SETTLE_ENDS':
      return contract(subjectId) ?? { name: 'alerts' };
    case 'REPLACE_UNSUPPORTED':
    case 'FIND_SUPPORT_ENDS':
      return contract(subjectId) ?? { name: 'support-ends' };
    case 'FIND_ENDS':
      return (
        contract(subjectId) ?? { name: 'contracts', query: { ...('provider' in care && { organisation: care.provider }), end: 'UNKNOWN' } }
      );
    case 'DO_CARRIED_OVER':
    case 'DATE_CARRIED_OVER':
      return { name: 'carry-overs', query: 'owned' in care ? care : {} };
    case 'RENEW_CALENDARS':
      return { name: 'api-tokens', query: { for: 'calendar' } };
    case 'FIND_CONTRACT_ENDS':
      return { name: 'contracts', query: { organisation: subject, end: 'UNKNOWN' } };
    case 'REQUEST_RENEWALS':
      return { name: 'budget', query: { organisation: subject, standing: 'RENEWAL', mark: 'NOT_REQUESTED' } };
    case 'FUND_RENEWALS':
      return { name: 'budget', query: { organisation: subject, standing: 'CURRENT_YEAR', mark: 'UNFUNDED' } };
  }
}

/** The page where something is read. */
export function placeOfReading({ kind, subjectId }: Reading): RouteLocationRaw {
  if (kind === 'RESULTS') return { name: 'heatmap', params: { roundId: subjectId ?? '' } };
  return { name: ({ DATES_AHEAD: 'board', CHANGES: 'audit', READINGS: 'access-records', SYSTEMS: 'systems' } as const)[kind] };
}

/** The page of what comes up next. */
export const placeOfUpcoming = ({ kind, subjectId }: Upcoming): RouteLocationRaw =>
  kind === 'ROUND_ENDS' || kind === 'ROUND_OPENS' ? round(subjectId) : system(subjectId);
