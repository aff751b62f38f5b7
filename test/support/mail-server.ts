import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { SmtpServer } from '../../server/mail/smtp.ts';

/** A mail as it came over the wire. */
export interface Arrived {
  to: string;
  /** Header lines, unfolded. */
  headers: Record<string, string>;
  /** Subject, decoded. */
  subject: string;
  /** Body, decoded. */
  text: string;
}

interface Hooks {
  /** Called when a recipient is named; an error refuses it. */
  onRecipient?: (to: string) => Error | undefined | void;
  /** Called when the content has begun to come. */
  onBegin?: (to: string) => void;
  /** Called when all has come, before the server says that it has it; an error refuses it. */
  onEnd?: (to: string) => Error | undefined | void | Promise<void>;
}

/** A mail server on this machine that keeps what it gets. */
export class MailServer {
  readonly arrived: Arrived[] = [];
  hooks: Hooks = {};
  private readonly server: SMTPServer;
  private constructor() {
    this.server = new SMTPServer({
      authOptional: true,
      // What the certificates of a test would prove is nothing; that TLS is insisted on has a test of its own.
      hideSTARTTLS: true,
      onRcptTo: ({ address }, _session, callback) => callback(this.hooks.onRecipient?.(address) ?? null),
      onData: (stream, session, callback) => {
        const to = session.envelope.rcptTo[0]!.address;
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => {
          if (!chunks.length) this.hooks.onBegin?.(to);
          chunks.push(chunk);
        });
        stream.on('end', () => void this.answer(to, Buffer.concat(chunks).toString('latin1'), callback));
      },
    });
    // A client that is killed leaves a connection behind that ends without a word.
    this.server.on('error', () => {});
  }

  static async begin(): Promise<MailServer> {
    const mail = new MailServer();
    await once(mail.server.listen(0, '127.0.0.1'), 'listening');
    return mail;
  }

  get port(): number {
    return (this.server.server.address() as AddressInfo).port;
  }

  /** How to reach it. */
  get settings(): SmtpServer {
    return { host: '127.0.0.1', port: this.port, secure: false, plain: true, user: '', password: '' };
  }

  async close(): Promise<void> {
    await new Promise<void>(done => {
      this.server.close(done);
    });
  }

  private async answer(to: string, content: string, callback: (refusal: Error | null) => void): Promise<void> {
    callback(await this.take(to, content));
  }

  private async take(to: string, content: string): Promise<Error | null> {
    const refusal = await this.hooks.onEnd?.(to);
    if (refusal) return refusal;
    this.arrived.push({ to, ...parse(content) });
    return null;
  }
}

function parse(content: string): Omit<Arrived, 'to'> {
  const end = content.indexOf('\r\n\r\n');
  const lines = content
    .slice(0, end)
    .replaceAll(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  const headers = Object.fromEntries(
    lines.map(line => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]),
  );
  const body = content.slice(end + 4);
  const isBase64 = headers['content-transfer-encoding'] === 'base64';
  return {
    headers,
    subject: decodeWords(headers['subject'] ?? ''),
    text: (isBase64 ? Buffer.from(body, 'base64') : fromQuotedPrintable(body)).toString('utf8').replaceAll('\r\n', '\n'),
  };
}

const fromQuotedPrintable = (text: string): Buffer =>
  Buffer.from(
    text.replaceAll(/=\r\n/g, '').replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );

const decodeWords = (text: string): string =>
  text.replaceAll(/=\?UTF-8\?([BQ])\?([^?]*)\?=\s*/gi, (_, kind: string, word: string) =>
    (kind.toUpperCase() === 'B' ? Buffer.from(word, 'base64') : fromQuotedPrintable(word.replaceAll('_', ' '))).toString('utf8'),
  );
