import { describe, expect, it } from 'vitest';
import { fieldChanges } from '../../web/audit/diff.ts';
import { randomPassword } from '../../web/account/password.ts';
import { contactFaults, newContactRow } from '../../web/information-system/contact-rows.ts';
import { deadline } from '../../web/next-step/deadline.ts';
import { treeRows } from '../../web/organisation/tree.ts';
import { sortRows, type Column } from '../../web/ui/table.ts';

describe('a last day', () => {
  it.each([
    ['2026-12-01', { kind: 'today', days: 0 }],
    ['2026-12-02', { kind: 'soon', days: 1 }],
    ['2026-12-08', { kind: 'soon', days: 7 }],
    ['2026-12-09', { kind: 'later', days: 8 }],
    ['2026-11-30', { kind: 'over', days: 1 }],
    [null, { kind: 'unknown', days: 0 }],
  ])('seen on 1 December, %s is %o', (dueOn, expected) => {
    expect(deadline('2026-12-01', dueOn)).toEqual(expected);
  });
});

describe('lists', () => {
  it('puts agencies below their ministry, and at the top when the ministry is not shown', () => {
    const ministry = { id: 'finance', parent: null };
    const agency = { id: 'tax', parent: { id: 'finance' } };
    const other = { id: 'environment', parent: null };
    expect(treeRows([ministry, other, agency]).map(({ node, depth }) => [node.id, depth])).toEqual([
      ['finance', 0],
      ['tax', 1],
      ['environment', 0],
    ]);
    expect(treeRows([agency])).toEqual([{ node: agency, depth: 0 }]);
  });

  it('sorts numbers within codes by their value, and puts unknown values last both ways', () => {
    const columns: Column<{ code: string | null }>[] = [{ key: 'code', label: '', sortBy: row => row.code }];
    const rows = [{ code: 'A-10' }, { code: null }, { code: 'A-9' }];
    const sorted = (descending: boolean) => sortRows(rows, columns, { key: 'code', descending }).map(row => row.code);
    expect(sorted(false)).toEqual(['A-9', 'A-10', null]);
    expect(sorted(true)).toEqual(['A-10', 'A-9', null]);
    expect(sortRows(rows, columns, undefined)).toBe(rows);
  });
});

describe('records of changes', () => {
  it('names the fields that differ, and no others', () => {
    expect(fieldChanges('{"name":"自治省","order":15,"kana":""}', '{"name":"総務省","order":15,"kana":null}')).toEqual([
      { field: 'name', before: '自治省', after: '総務省' },
    ]);
  });

  it('shows a row that was created or deleted by what it held', () => {
    expect(fieldChanges(null, '{"level":"NOT_USED","roles":["AUDITOR"]}')).toEqual([
      { field: 'level', before: null, after: 'NOT_USED' },
      { field: 'roles', before: null, after: '["AUDITOR"]' },
    ]);
    expect(fieldChanges('{"level":"NOT_USED"}', null)).toEqual([{ field: 'level', before: 'NOT_USED', after: null }]);
  });
});

describe('forms', () => {
  it('makes up passwords that are long enough, and never the same', () => {
    expect(randomPassword(12)).toMatch(/^([a-zA-Z2-9]{4}-){3}[a-zA-Z2-9]{4}$/);
    expect(randomPassword(40).length).toBeGreaterThanOrEqual(40);
    expect(randomPassword(12)).not.toBe(randomPassword(12));
  });

  it('says which contact lacks a unit or has an address that cannot be right', () => {
    const [good, bad] = [newContactRow(), newContactRow()];
    const rows = [
      { ...good, unit: '会計課' },
      { ...bad, email: 'no mail' },
    ];
    expect(contactFaults(rows, (fault, number) => `${fault} ${number}`)).toEqual([
      { id: `${bad.key}-unit`, message: 'missingUnit 2' },
      { id: `${bad.key}-email`, message: 'email 2' },
    ]);
  });
});
