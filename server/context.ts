import type { EntityManager } from '@mikro-orm/postgresql';
import type DataLoader from 'dataloader';
import { UnauthenticatedError } from './errors.ts';
import type { Viewer } from './access/viewer.ts';
import type { Language } from './language.ts';

/** What a request is known by before anybody has looked at who asks. */
export interface RequestFacts {
  requestId: string;
  /** Network address of the client. */
  address: string;
  language: Language;
  /** Token of the session cookie. */
  sessionToken: string | undefined;
  idempotencyKey: string | undefined;
  /** Sets the session cookie, or takes it away. */
  setSession: (token: string | null) => void;
}

/** Made anew for each operation; nothing in it outlives the operation. */
export interface Context {
  request: RequestFacts;
  /** Null when nobody is signed in, which only a few fields allow. */
  viewer: Viewer | null;
  /** Reads and writes behind the viewer's wall, in the one transaction of the operation. Set once the viewer is known. */
  em: EntityManager;
  /** The login that knows sessions and passwords and nothing else. */
  signIn: EntityManager;
  /** The answer that was given under the same idempotency key before. */
  replay?: string;
  /** A secret that the same request under the same key gives again: of the session or the token that it begins, see `successorOf`. */
  successor?: string;
  /** Token of the session that the operation began; the browser gets it once that is committed. */
  newSession?: string;
  /** Opens the door of a person who has just signed in. */
  openOwnDoor: (viewer: Viewer) => EntityManager;
  /** Whether the portal holds sample data. */
  sampleData: boolean;
  /** Whether reminders stay in the portal, since no mail server is named. */
  mailIsCaptured: boolean;
  loaders: Map<unknown, DataLoader<unknown, unknown>>;
}

/** The viewer, where the permission table has already seen to it that there is one. */
export function signedIn({ viewer }: Pick<Context, 'viewer'>): Viewer {
  if (!viewer) throw new UnauthenticatedError();
  return viewer;
}
