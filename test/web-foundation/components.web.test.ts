import { mount } from '@vue/test-utils';
import { expect, it, vi } from 'vitest';
import UnmatchedValues from '../../web/file-import/UnmatchedValues.vue';
import { createTexts } from '../../web/i18n.ts';
import DataTable from '../../web/ui/DataTable.vue';
import DateField from '../../web/ui/DateField.vue';
import ErrorText from '../../web/ui/ErrorText.vue';
import FilterForm from '../../web/ui/FilterForm.vue';
import FileUpload from '../../web/ui/FileUpload.vue';
import ProgressBar from '../../web/ui/ProgressBar.vue';
import SaveState from '../../web/ui/SaveState.vue';

const speaking = (language: 'ja' | 'en' = 'ja') => ({ plugins: [createTexts(language)] });

it('sorts a table by its column heads and says so to screen readers', async () => {
  const rows = [
    { code: 'B', count: 2 },
    { code: 'A', count: 10 },
  ];
  const table = mount(DataTable<(typeof rows)[number]>, {
    props: {
      caption: '機能',
      columns: [
        { key: 'code', label: 'コード', rowHeader: true },
        { key: 'count', label: '数', sortBy: row => row.count },
      ],
      rows,
      rowKey: row => row.code,
    },
    global: speaking(),
  });
  const codes = () => table.findAll('tbody th').map(cell => cell.text().replace('コード', ''));
  const head = table.findAll('thead th')[1]!;
  expect(table.find('caption').text()).toBe('機能');
  expect(codes()).toEqual(['B', 'A']);
  expect(head.attributes('aria-sort')).toBe('none');
  await head.get('button').trigger('click');
  expect([head.attributes('aria-sort'), codes()]).toEqual(['ascending', ['B', 'A']]);
  await head.get('button').trigger('click');
  expect([head.attributes('aria-sort'), codes()]).toEqual(['descending', ['A', 'B']]);
});

it('lays out the conditions of a list as they were declared, and sends a text only when asked to', async () => {
  const form = mount(FilterForm<'search' | 'kind' | 'sort' | 'own'>, {
    props: {
      fields: [
        { key: 'search', kind: 'search', label: '名称' },
        { key: 'kind', label: '種類', options: [{ value: 'A', label: '甲' }] },
        { key: 'sort', label: '並び順', options: [{ value: 'CODE', label: '番号順' }], first: null },
        { key: 'own', kind: 'check', label: '自分の分だけ' },
      ],
      params: { search: '', kind: 'A', sort: 'CODE', own: '1' },
      isFiltered: true,
    },
    slots: { 'beside-kind': '<button type="button">?</button>' },
    global: speaking(),
  });
  const options = form.findAll('select').map(select => select.findAll('option').map(option => option.text()));
  expect(options).toEqual([['すべて', '甲'], ['番号順']]);
  expect(form.get('.print-only').text()).toMatch(/^種類: 甲 ／ 並び順: 番号順 ／ 自分の分だけ: はい ／/);
  // The tip is no part of the label, or pressing the label would press it.
  expect(form.find('label button').exists()).toBe(false);
  await form.get('input[type=search]').setValue(' 旅費 ');
  expect(form.emitted('change')).toBeUndefined();
  await form.get('form').trigger('submit');
  await form.findAll('select')[0]!.setValue('');
  await form.get('input[type=checkbox]').setValue(false);
  expect(form.emitted('change')).toEqual([[{ search: '旅費' }], [{ kind: '' }], [{ own: '' }]]);
  await form.findAll('button').at(-1)!.trigger('click');
  expect(form.emitted('clear')).toHaveLength(1);
});

it('says when a change was saved, and that one that was not is kept', async () => {
  const state = mount(SaveState, { props: { state: 'saving', savedAt: null }, global: speaking() });
  expect(state.text()).toBe('保存しています…');
  await state.setProps({ state: 'saved', savedAt: '2026-11-20T05:03:00Z' });
  expect(state.text()).toContain('保存しました 14:03');
  await state.setProps({ state: 'failed' });
  expect(state.text()).toContain('保存できていません。入力はこの画面に残っており');
  expect(state.attributes('aria-live')).toBe('polite');
});

it('tells progress in a text beside the bar', () => {
  const bar = mount(ProgressBar, { props: { label: '回答済み', value: 8, max: 20, labelled: true }, global: speaking() });
  expect(bar.text()).toContain('8/20（40%）');
  expect(bar.get('[role=progressbar]').attributes()).toMatchObject({
    'aria-label': '回答済み',
    'aria-valuenow': '8',
    'aria-valuemax': '20',
  });
});

it('says a date with its era', () => {
  const date = mount(DateField, { props: { label: '設置日', modelValue: '2019-05-01' }, global: speaking() });
  expect(date.text()).toContain('2019年5月1日（令和元年）');
});

it('gives the number of a failure on the server and says what to do', () => {
  const error = { message: '', code: 'INTERNAL_SERVER_ERROR', requestId: 'req-42' };
  const ja = mount(ErrorText, { props: { error }, global: speaking() });
  expect(ja.text()).toContain('問い合わせ番号: req-42');
  expect(ja.attributes('role')).toBe('alert');
  expect(mount(ErrorText, { props: { error }, global: speaking('en') }).text()).toContain('send the reference number to the administrator');
});

it('leaves it at the words of the server where it has said what to do', () => {
  const error = { message: '権限がありません。管理者に依頼してください。', code: 'FORBIDDEN' };
  expect(mount(ErrorText, { props: { error }, global: speaking() }).text()).toBe(error.message);
});

it('shows each unknown value with its count, and proposes no meaning', async () => {
  const values = mount(UnmatchedValues<'FULLY_USED' | 'NOT_USED'>, {
    props: {
      values: [
        { value: '×', count: 1 },
        { value: '全て遂行', count: 5 },
      ],
      levels: [
        { value: 'FULLY_USED', label: 'Fully used' },
        { value: 'NOT_USED', label: 'Not used' },
      ],
      modelValue: [],
    },
    global: speaking('en'),
  });
  expect(values.text()).toContain('2 ways of writing the use could not be read');
  expect(values.text()).toContain('“×” (1 cell)');
  const selects = values.findAll('select');
  expect(selects.map(select => select.element.value)).toEqual(['', '']);
  await selects[1]!.setValue('FULLY_USED');
  expect(values.emitted('update:modelValue')).toEqual([[[{ value: '全て遂行', level: 'FULLY_USED' }]]]);
});

it('sends a file as the API wants it, and says in the server’s words why it was not taken', async () => {
  const fetched = vi.fn<(address: string, options: { headers: Record<string, string>; body: FormData }) => Promise<Response>>(async () =>
    Response.json({ code: 'TOO_LARGE', message: '5 MBまでです。' }, { status: 413 }),
  );
  vi.stubGlobal('fetch', fetched);
  const upload = mount(FileUpload, { props: { label: '機能の一覧' }, global: speaking() });
  const choose = async (file: File) => {
    const input = upload.get('input').element;
    Object.defineProperty(input, 'files', { value: [file], configurable: true });
    await upload.get('input').trigger('change');
  };

  await choose(new File(['x'], 'list.pdf'));
  expect(upload.get('[role=alert]').text()).toContain('「list.pdf」は読み取れない種類のファイルです。');
  expect(fetched).not.toHaveBeenCalled();

  await choose(new File(['x'], '機能一覧.CSV'));
  await vi.waitFor(() => expect(upload.get('[role=alert]').text()).toContain('5 MBまでです。'));
  const [address, { headers, body }] = fetched.mock.calls[0]!;
  expect(address).toBe('/upload');
  expect(headers).toMatchObject({ 'X-Requested-With': 'tanaoroshi', 'Accept-Language': 'ja' });
  expect([...body.keys()]).toEqual(['file']);
  expect(upload.emitted('uploaded')).toBeUndefined();

  fetched.mockResolvedValueOnce(Response.json({ fileId: 'file', fileName: '機能一覧.csv' }, { status: 201 }));
  await choose(new File(['x'], '機能一覧.csv'));
  await vi.waitFor(() => expect(upload.emitted('uploaded')).toEqual([[{ fileId: 'file', fileName: '機能一覧.csv' }]]));
  expect(upload.find('[role=alert]').exists()).toBe(false);
  vi.unstubAllGlobals();
});

it('sends several files one by one, names those that were not taken, and goes on with the others', async () => {
  const fetched = vi.fn<(address: string, options: { body: FormData }) => Promise<Response>>(async (_, { body }) => {
    const { name } = body.get('file') as File;
    return name === 'b.xlsx'
      ? Response.json({ code: 'BAD_USER_INPUT', message: '壊れています。' }, { status: 400 })
      : Response.json({ fileId: name, fileName: name }, { status: 201 });
  });
  vi.stubGlobal('fetch', fetched);
  const upload = mount(FileUpload, { props: { label: '回答', most: 3 }, global: speaking() });
  const drop = async (...names: string[]) => {
    const drag = new Event('drop', { bubbles: true });
    Object.assign(drag, { dataTransfer: { files: names.map(name => new File(['x'], name)) } });
    upload.get('.border-dashed').element.dispatchEvent(drag);
  };

  await drop('1.csv', '2.csv', '3.csv', '4.csv');
  await vi.waitFor(() => expect(upload.get('[role=alert]').text()).toContain('3 個まで'));
  expect(fetched).not.toHaveBeenCalled();

  await drop('a.xlsx', 'b.xlsx', 'c.csv');
  await vi.waitFor(() => expect(upload.get('[role=alert]').text()).toContain('「b.xlsx」: 壊れています。'));
  expect(upload.emitted('uploadedAll')).toBeUndefined();
  await upload
    .findAll('button')
    .find(button => button.text().includes('2 個のファイルで続ける'))!
    .trigger('click');
  expect(upload.emitted('uploadedAll')).toEqual([
    [
      [
        { fileId: 'a.xlsx', fileName: 'a.xlsx' },
        { fileId: 'c.csv', fileName: 'c.csv' },
      ],
    ],
  ]);
  vi.unstubAllGlobals();
});
