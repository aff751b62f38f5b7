import { beforeAll, expect, it } from 'vitest';
import { openPortal, seen, viewer } from '../web-foundation/fixtures/portal-page.ts';

/** A calendar that falls silent says so before it does, and louder once it has. */
beforeAll(async () => void (await import('../../web/api-token/ApiTokenPage.vue')), 60_000);

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();
const token = (id: string, change: object) => ({
  id,
  name: id,
  scope: 'CALENDAR',
  prefix: 'tnr_abc',
  createdAt: inDays(-300),
  expiresAt: inDays(100),
  lastUsedAt: null,
  revokedAt: null,
  account: null,
  ...change,
});

it('warns from thirty days before the last one, of calendars with what to do, and not of what was revoked', async () => {
  const tokens = [
    token('far', { expiresAt: inDays(31) }),
    token('near', { expiresAt: inDays(29) }),
    token('over', { expiresAt: inDays(-1) }),
    token('revoked', { expiresAt: inDays(5), revokedAt: inDays(-2) }),
    token('script', { scope: 'USAGE_LOG_IMPORT', expiresAt: inDays(5) }),
  ];
  await openPortal('/api-tokens?for=calendar', {
    signedIn: viewer(['apiTokens', 'issueApiToken', 'contracts']),
    answers: { ApiTokenPage: { apiTokens: { items: tokens, nextCursor: null, totalCount: tokens.length } } } as never,
  });
  const rows = () => [...document.querySelectorAll('tbody tr')].map(row => row.textContent?.replaceAll(/\s+/g, ' ').trim());
  await seen(() => rows()[4]);
  expect(rows()).toEqual([
    expect.stringMatching(/^用途far .*有効（/),
    expect.stringMatching(/^用途near .*終わると期限が表示されなくなります.*まもなく終了（/),
    expect.stringMatching(/^用途over .*期限が表示されていません.*期限切れ（/),
    expect.stringMatching(/^用途revoked (?!.*終わると)(?!.*まもなく終了)/),
    expect.stringMatching(/^用途script (?!.*終わると).*まもなく終了（/),
  ]);
});
