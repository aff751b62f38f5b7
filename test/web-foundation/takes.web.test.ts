import { flushPromises, mount } from '@vue/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createTexts } from '../../web/i18n.ts';
import DataTable from '../../web/ui/DataTable.vue';
import FilterForm from '../../web/ui/FilterForm.vue';
import PageTake from '../../web/ui/PageTake.vue';
import TableTake from '../../web/ui/TableTake.vue';
import { gatherTakes, NotTakenError } from '../../web/ui/takes.ts';

interface Line {
  id: string;
  name: string;
  count: number;
}
const columns = [
  { key: 'name', label: '名称', rowHeader: true },
  { key: 'count', label: '件数', align: 'right' as const },
  { key: 'yen', label: '金額', value: ({ count }: Line) => count * 1000 },
  { key: 'acts', label: '操作', only: 'page' as const },
  { key: 'id', label: '番号', only: 'file' as const },
];
const lines = (...names: string[]): Line[] => names.map((name, place) => ({ id: `N-${place}`, name, count: 1200 + place }));
const FIELDS = [{ key: 'state', label: '状態', options: [{ value: 'off', label: '無効' }] }];
/** What a page with these tables lets its reader take along; each is a DataTable with the given properties. */
function page(tables: object[], { take = false, language = 'ja' as 'ja' | 'en' } = {}) {
  const Page = {
    components: { DataTable, FilterForm, PageTake, TableTake },
    setup: () => void gatherTakes(),
    data: () => ({ take, tables, fields: FIELDS }),
    template: `<main>
      <FilterForm :fields="fields" :params="{ state: 'off' }" is-filtered />
      <DataTable v-for="table in tables" :key="table.caption" v-bind="table">
        <template #cell-name="{ row }">
          <a href="/">{{ row.name }}</a><span style="display: block">{{ row.id }}</span><button>直す</button>
          <span aria-hidden="true">▲</span><span class="sr-only">期限切れ</span>
        </template>
        <template #cell-count="{ row }">{{ row.count.toLocaleString('ja') }}</template>
        <template #cell-yen>千円</template>
        <template #cell-acts><button>消す</button></template>
      </DataTable>
      <TableTake v-if="take" />
      <PageTake />
    </main>`,
  };
  return mount(Page as never, { global: { plugins: [createTexts(language)] }, attachTo: document.body });
}
const table = (rows: Line[], more: object = {}) => ({ caption: '一覧', columns, rows, rowKey: (row: Line) => row.id, ...more });

beforeEach(() => void vi.spyOn(HTMLAnchorElement.prototype, 'click').mockReturnValue());
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  document.body.innerHTML = '';
});

/** Presses a kind of file and answers what was asked of the server. */
async function taken(
  wrapper: ReturnType<typeof page>,
  name: string,
  answer = () => new Response('file'),
): Promise<Record<string, unknown>> {
  const fetched = vi.fn<(url: string, init: { body: string }) => Promise<Response>>(async () => answer());
  vi.stubGlobal('fetch', fetched);
  URL.createObjectURL = () => 'blob:file';
  const button = wrapper.findAll('section button').find(each => each.text().startsWith(name))!;
  await button.trigger('click');
  await vi.waitFor(() => expect(wrapper.get('[role=status]').text()).toBe(''), 20_000);
  return fetched.mock.calls.length ? (JSON.parse(fetched.mock.calls[0]![1].body) as Record<string, unknown>) : {};
}

it('gives a table away as it reads, figures as numbers, without what is pressed, and says what it is of', async () => {
  const wrapper = page([table(lines('甲', '乙'))]);
  expect(await taken(wrapper, 'Excel')).toEqual({
    title: '一覧',
    format: 'xlsx',
    encoding: 'utf-8',
    columns: ['名称', '件数', '金額', '番号'],
    notes: ['状態: 無効', expect.stringMatching(/^取り出した日時: \d{4}/), `取り出した画面: ${window.location.href}`],
    rows: [
      ['甲\nN-0\n期限切れ', 1200, 1_200_000, 'N-0'],
      ['乙\nN-1\n期限切れ', 1201, 1_201_000, 'N-1'],
    ],
  });
  // Nothing of what was drawn for the file is left.
  expect(wrapper.findAll('table')).toHaveLength(1);
  expect(wrapper.get('th:last-child').text()).toBe('操作');
});

it('asks for CSV in either encoding', async () => {
  const wrapper = page([table(lines('甲'))]);
  expect(await taken(wrapper, 'CSV（UTF-8）')).toMatchObject({ format: 'csv', encoding: 'utf-8' });
  expect(await taken(wrapper, 'CSV（Shift_JIS）')).toMatchObject({ format: 'csv', encoding: 'cp932' });
});

it('reads every line of a list of which the page has the first ones alone, in the order of the page', async () => {
  const whole = lines(...Array.from({ length: 250 }, (_, place) => `第${place}`));
  const wrapper = page([
    table(whole.slice(0, 100), {
      all: async () => whole,
      columns: [{ ...columns[0]!, sortBy: ({ count }: Line) => count }],
      sort: { key: 'name', descending: true },
    }),
  ]);
  const { rows } = await taken(wrapper, 'Excel');
  expect(rows).toHaveLength(250);
  expect((rows as string[][])[0]![0]).toContain('第249');
});

it('makes one file of a table in parts, once all of them are there', async () => {
  const part = (caption: string) => table(lines(caption), { caption, partOf: '目録', complete });
  const complete = async () => wrapper.setData({ tables: [part('基盤'), part('業務')] });
  const wrapper = page([part('基盤')]);
  expect(wrapper.findAll('section li')).toHaveLength(1);
  const { title, columns: headings, rows } = await taken(wrapper, 'Excel');
  expect([title, (headings as string[])[0], (rows as string[][]).map(row => row[0])]).toEqual(['目録', '区分', ['基盤', '業務']]);
});

it('says why a table cannot be had, and what to do', async () => {
  const refused = page([table(lines('甲'))]);
  await taken(refused, 'Excel', () => Response.json({ code: 'BAD_USER_INPUT', message: '長すぎます。' }, { status: 400 }));
  expect(refused.get('[role=alert]').text()).toContain('長すぎます。');
  const all = () => Promise.reject(new NotTakenError({ message: '', code: 'TOO_MANY_LINES' }));
  const large = page([table(lines('甲'), { all })]);
  expect(await taken(large, 'Excel')).toEqual({});
  expect(large.get('[role=alert]').text()).toMatch(/5万行まで.*絞り込んで/);
});

it('offers link and print once, and nothing where the page has a file of its own or no table', async () => {
  const labels = (wrapper: ReturnType<typeof page>) => wrapper.findAll('button').map(button => button.text());
  const alone = page([table(lines('甲'))]);
  expect(labels(alone)).toContain('印刷');
  const beside = page([table(lines('甲'))], { take: true });
  expect(labels(beside).filter(label => label === '印刷')).toHaveLength(1);
  const own = page([table(lines('甲'), { taken: false })]);
  await flushPromises();
  expect(own.find('section').exists()).toBe(false);
});

it('speaks the language of the reader', () => {
  const wrapper = page([table(lines('甲'))], { language: 'en' });
  expect(wrapper.get('section').text()).toContain('every line under the present conditions');
});
