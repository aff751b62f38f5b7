import { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';

/** One mail to one person, plain text. */
export interface Letter {
  /** With its angle brackets. The same each time that it is tried, so that a reader's mail program knows it for the same. */
  messageId: string;
  to: string;
  subject: string;
  text: string;
  writtenAt: Date;
}

/** A letter that did not go, or of which nobody knows whether it went. The message is what the server said, or what befell the connection. */
export class RefusedLetterError extends Error {
  /** Whether trying again later may help: the server could not be reached, or said 4xx. */
  readonly temporary: boolean;
  /** Whether the server took the letter or not is not known: the end was sent and no answer came. */
  readonly uncertain: boolean;

  constructor(message: string, { temporary, uncertain }: { temporary: boolean; uncertain: boolean }) {
    super(message);
    this.temporary = temporary;
    this.uncertain = uncertain;
  }
}

/** Where letters go. */
export interface Postbox {
  /**
   * Hands a letter over. The server has it only once the line with the single dot has arrived, so `mayEnd` is asked right before
   * that line: until it has said yes, whatever happens, nobody has got anything.
   *
   * @param mayEnd says whether the letter may go, and puts on record that it did
   * @returns what the server answered; null when it was not to go
   * @throws RefusedLetterError when the server does not take it, or does not say
   */
  post(letter: Letter, mayEnd: () => Promise<boolean>): Promise<string | null>;
  close(): void;
}

/** What a URL such as smtp://user:password@mail.example:587 says. */
export interface SmtpServer {
  host: string;
  port: number;
  /** TLS from the first byte (smtps). */
  secure: boolean;
  /** Goes on without TLS; for a relay on the same machine or in a closed network. */
  plain: boolean;
  user: string;
  password: string;
}

export function parseSmtpUrl(text: string): SmtpServer {
  const url = new URL(text);
  const secure = url.protocol === 'smtps:';
  return {
    host: url.hostname.replaceAll(/[[\]]/g, ''),
    port: Number(url.port) || (secure ? 465 : 587),
    secure,
    plain: url.searchParams.get('tls') === 'none',
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
  };
}

/**
 * Connects to a mail server.
 *
 * @throws RefusedLetterError when it cannot be reached, offers no TLS although it should, or does not know the user
 */
export async function openPostbox(server: SmtpServer, from: string): Promise<Postbox> {
  let connection = await connect(server);
  let broken = false;
  return {
    async post(letter, mayEnd) {
      if (broken) connection = await connect(server);
      broken = false;
      try {
        return await send(connection, from, letter, mayEnd);
      } catch (error) {
        // Where in its talk with the server a connection broke off is not looked into: the next letter gets a new one.
        broken = true;
        connection.close();
        if (error instanceof NotToGo) return null;
        throw error;
      }
    },
    close: () => (broken ? undefined : connection.quit()),
  };
}

function connect({ host, port, secure, plain, user, password }: SmtpServer): Promise<SMTPConnection> {
  const connection = new SMTPConnection({
    host,
    port,
    secure,
    requireTLS: !secure && !plain,
    ignoreTLS: plain,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
  });
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => {
      connection.close();
      reject(new RefusedLetterError(error.message, { temporary: true, uncertain: false }));
    };
    connection.on('error', fail);
    connection.connect(() => {
      const ready = (): void => {
        connection.off('error', fail);
        // Whoever sends hears of it from the answer that fails; an idle connection that ends is nobody's trouble.
        connection.on('error', () => {});
        resolve(connection);
      };
      if (!user) return ready();
      connection.login({ user, credentials: { user, pass: password } }, error => (error ? fail(error) : ready()));
    });
  });
}

async function send(connection: SMTPConnection, from: string, letter: Letter, mayEnd: () => Promise<boolean>): Promise<string | null> {
  const message = await new MailComposer({
    from,
    to: letter.to,
    subject: letter.subject,
    text: letter.text,
    messageId: letter.messageId,
    date: letter.writtenAt,
    // Asks holiday notices and the like not to answer.
    headers: { 'Auto-Submitted': 'auto-generated', Precedence: 'bulk' },
  })
    .compile()
    .build();
  let ended = false;
  const body = Readable.from(
    (async function* () {
      yield message;
      ended = await mayEnd();
      if (!ended) throw new NotToGo();
    })(),
    { objectMode: false },
  );
  return new Promise((resolve, reject) => {
    connection.send({ from: addressOf(from), to: [letter.to] }, body, (error, info) => {
      if (!error) return resolve(info!.response);
      if (error instanceof NotToGo) return reject(error);
      const code = error.responseCode ?? 0;
      reject(new RefusedLetterError(error.response || error.message, { temporary: code < 500, uncertain: ended && code < 400 }));
    });
  });
}

/** Breaks a letter off before its end. */
class NotToGo extends Error {}

/** The address in `Name <address>`. */
export const addressOf = (from: string): string => /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from.trim();
