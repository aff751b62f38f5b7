import { type ASTNode, GraphQLError } from 'graphql';
import type { Text } from './language.ts';

/**
 * An error that the caller can act on. `text` goes to people in the language of the request, `extensions.code` to programs.
 */
export class PortalError extends GraphQLError {
  constructor(
    readonly text: Text,
    extensions: { code: string; [detail: string]: unknown },
    httpStatus = 200,
    nodes?: ASTNode,
  ) {
    super(text.en, { nodes, extensions: httpStatus === 200 ? extensions : { ...extensions, http: { status: httpStatus } } });
  }
}

/** Nobody is signed in, or the session has ended. */
export class UnauthenticatedError extends PortalError {
  constructor() {
    super(
      { ja: 'サインインしてください。セッションが終了した可能性があります。', en: 'Please sign in. Your session may have ended.' },
      { code: 'UNAUTHENTICATED' },
      401,
    );
  }
}

/** The viewer's roles do not include the act. `permission` names the entry of the permission table. */
export class ForbiddenError extends PortalError {
  constructor(permission: string) {
    super(
      {
        ja: `この操作（${permission}）の権限がありません。所属組織の管理者に役割の付与を依頼してください。`,
        en: `You may not use ${permission}. Ask the administrator of your organisation for the role that it needs.`,
      },
      { code: 'FORBIDDEN', permission },
      403,
    );
  }
}

/** The row does not exist, or it is not the viewer's to see: both answer alike. */
export class NotFoundError extends PortalError {
  constructor(type: string, id: string) {
    super(
      {
        ja: `対象（${type}）が見つかりません。削除されたか、閲覧できる範囲にありません。一覧から開き直してください。`,
        en: `No such ${type}, or it is not yours to see. Open it again from its list.`,
      },
      { code: 'NOT_FOUND', type, id },
    );
  }
}

/** One field of the input cannot be taken. */
export class InvalidInputError extends PortalError {
  constructor(field: string, text: Text) {
    super(text, { code: 'BAD_USER_INPUT', field });
  }
}

/** The request itself cannot be taken, whoever asks; nothing has been looked up by then. */
export class RefusedRequestError extends PortalError {
  constructor(
    code: 'BAD_REQUEST' | 'BAD_USER_INPUT' | 'TOO_LARGE',
    text: Text,
    details: { field?: string; limit?: string } = {},
    status = 400,
  ) {
    super(text, { code, ...details }, status);
  }
}

/** Somebody else changed the row in the meantime, or its state does not allow the act. Carries the version in force. */
export class ConflictError extends PortalError {
  constructor(type: string, id: string, currentVersion: number | null, text?: Text) {
    super(
      text ?? {
        ja: '開いた後に他の人が変更しました。最新の内容を確認してから、もう一度保存してください。',
        en: 'Somebody changed this after you opened it. Look at the latest state, then save again.',
      },
      { code: 'CONFLICT', type, id, currentVersion },
    );
  }
}

/** The database cannot serve now; the same request may be sent again. */
export class UnavailableError extends PortalError {
  constructor() {
    super(
      {
        ja: 'ただいま混み合っています。入力は失われていません。少し待ってからもう一度お試しください。',
        en: 'The portal is busy. Nothing you typed is lost. Please try again in a moment.',
      },
      { code: 'UNAVAILABLE' },
      503,
    );
  }
}

/** The person has too much of something open at once. */
export class TooManyRequestsError extends PortalError {
  constructor() {
    super(
      {
        ja: '同時に開いている回答の画面が多すぎます。使っていないタブを閉じてください。',
        en: 'You have too many answer sheets open at once. Close tabs that you do not use.',
      },
      { code: 'TOO_MANY_REQUESTS' },
      429,
    );
  }
}
