import { describe, expect, it } from 'vitest';
import { readConfiguration } from '../server/configuration.ts';

const SERVER = {
  DATABASE_APP_URL: 'postgresql://portal_app:a@db:5432/portal',
  DATABASE_PORTFOLIO_URL: 'postgresql://portal_portfolio:b@db:5432/portal',
  DATABASE_SIGN_IN_URL: 'postgres://portal_sign_in:c@db/portal',
};

describe('without any variable', () => {
  it('runs for oneself: on this machine alone, with an embedded database and sample data', () => {
    expect(readConfiguration({})).toMatchObject({ port: 4000, host: '127.0.0.1', database: null, sampleData: true, trustProxy: false });
  });

  it('takes an empty one for none, whichever it is', () => {
    const names = [
      'PORT',
      'HOST',
      'PUBLIC_URL',
      'TRUST_PROXY',
      'LOG_LEVEL',
      'DATA_FOLDER',
      'SAMPLE_DATA',
      'DATABASE_POOL_SIZE',
      'SMTP_URL',
      'MAIL_FROM',
    ];
    const empty = Object.fromEntries([...names, 'DATABASE_OWNER_URL', ...Object.keys(SERVER)].map(name => [name, '']));
    expect(readConfiguration(empty)).toEqual(readConfiguration({}));
  });
});

describe('a server of its own', () => {
  it('is taken with three connections, and gets no sample data unasked', () => {
    const { database, sampleData } = readConfiguration({ ...SERVER, DATABASE_OWNER_URL: '' });
    expect(database).toEqual({
      owner: undefined,
      app: SERVER.DATABASE_APP_URL,
      portfolio: SERVER.DATABASE_PORTFOLIO_URL,
      signIn: SERVER.DATABASE_SIGN_IN_URL,
    });
    expect(sampleData).toBe(false);
    expect(readConfiguration({ ...SERVER, SAMPLE_DATA: 'true' }).sampleData).toBe(true);
  });

  it.each(Object.keys(SERVER))('is refused without %s, rather than mixed with the embedded database', name => {
    expect(() => readConfiguration({ ...SERVER, [name]: '' })).toThrow(
      new Error(
        `The configuration has a fault:\n- ${name}: is missing; name all connections of a server, or none for the embedded database`,
      ),
    );
  });

  it('is refused with its owner alone', () => {
    expect(faults({ DATABASE_OWNER_URL: 'postgresql://portal_owner:d@db/portal' })).toEqual(Object.keys(SERVER).toSorted());
  });
});

describe('a mail server', () => {
  const MAIL = {
    SMTP_URL: 'smtp://user:hush%40@mail.example:2525',
    MAIL_FROM: '棚卸し <portal@mail.example>',
    PUBLIC_URL: 'https://portal.example',
  };

  it('is taken with user and TLS, or in plain when that is said', () => {
    expect(readConfiguration({}).mail).toBeNull();
    expect(readConfiguration(MAIL).mail).toEqual({
      server: { host: 'mail.example', port: 2525, secure: false, plain: false, user: 'user', password: 'hush@' },
      from: '棚卸し <portal@mail.example>',
    });
    expect(readConfiguration({ ...MAIL, SMTP_URL: 'smtps://mail.example' }).mail?.server).toMatchObject({
      port: 465,
      secure: true,
      user: '',
    });
    expect(readConfiguration({ ...MAIL, SMTP_URL: 'smtp://[::1]:25?tls=none' }).mail?.server).toMatchObject({ host: '::1', plain: true });
  });

  it('is refused without a sender and the address of the portal, both told at once', () => {
    expect(faults({ SMTP_URL: MAIL.SMTP_URL })).toEqual(['MAIL_FROM', 'PUBLIC_URL']);
  });

  it.each([
    ['SMTP_URL', 'mail.example'],
    ['SMTP_URL', 'http://mail.example'],
    ['SMTP_URL', 'smtp://mail.example?tls=maybe'],
    ['SMTP_URL', 'smtp://mail.example:port'],
    ['MAIL_FROM', 'portal'],
    ['MAIL_FROM', 'Portal <portal>'],
  ])('is refused: %s=%s', (name, value) => {
    expect(faults({ ...MAIL, [name]: value })).toEqual([name]);
  });
});

describe('faults', () => {
  it('are told all at once, each by its variable', () => {
    const wrong = {
      PORT: '70000',
      PUBLIC_URL: 'portal.example',
      TRUST_PROXY: 'yes',
      LOG_LEVEL: 'loud',
      SAMPLE_DATA: '1',
      DATABASE_APP_URL: 'mysql://db/portal',
      DATABASE_POOL_SIZE: '0',
    };
    expect(faults(wrong)).toEqual([...Object.keys(wrong), 'DATABASE_PORTFOLIO_URL', 'DATABASE_SIGN_IN_URL'].toSorted());
    expect(() => readConfiguration(wrong)).toThrow('The configuration has 9 faults:');
  });

  it.each([
    ['PORT', 'four thousand'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['PUBLIC_URL', 'ftp://portal.example'],
    ['DATABASE_POOL_SIZE', '1000'],
    ['TRUST_PROXY', 'TRUE'],
  ])('are found: %s=%s', (name, value) => {
    expect(faults({ [name]: value })).toEqual([name]);
  });

  it('do not tell the password of a connection', () => {
    expect(() => readConfiguration({ ...SERVER, DATABASE_APP_URL: 'mysql://portal_app:hush@db/portal' })).toThrow(
      new Error('The configuration has a fault:\n- DATABASE_APP_URL: must be postgresql://user:password@host:port/database'),
    );
  });
});

/** Variables that are found faulty, sorted. */
function faults(environment: NodeJS.ProcessEnv): string[] {
  try {
    readConfiguration(environment);
    return [];
  } catch (error) {
    return [...(error as Error).message.matchAll(/^- (\w+): ./gm)].map(([, name]) => name!).toSorted();
  }
}
