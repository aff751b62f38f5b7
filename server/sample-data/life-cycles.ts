import type { Viewer } from '../access/viewer.ts';
import { importLifeCycles } from '../product/import.ts';
import { mapProducts } from '../product/service.ts';
import { readSnapshot } from '../product/snapshot.ts';
import type { Act } from './act.ts';

/**
 * A few products of the snapshot of endoflife.date, commit a70eca337600 (2026-08-22); codenames, latest
 * releases and other products were left out. Product names are trademarks of their owners and identify the products.
 *
 * Copyright 2020 endoflife.date contributors
 *
 * Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files
 * (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge,
 * publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so,
 * subject to the following conditions:
 *
 * The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.
 *
 * THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF
 * MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE
 * FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION
 * WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
 */
const SNAPSHOT = {
  format: 1,
  source: {
    name: 'endoflife.date',
    repository: 'github.com/endoflife-date/endoflife.date',
    commit: 'a70eca337600e7d721dc48112c271f98661d208b',
    commitDate: '2026-08-22',
    licence: 'MIT',
  },
  products: [
    {
      id: 'postgresql',
      title: 'PostgreSQL',
      category: 'database',
      aliases: ['postgres', 'pg', 'psql', 'pgsql'],
      cycles: [
        { cycle: '18', releaseDate: '2025-09-25', eol: '2030-11-14' },
        { cycle: '17', releaseDate: '2024-09-26', eol: '2029-11-08' },
        { cycle: '16', releaseDate: '2023-09-14', eol: '2028-11-09' },
        { cycle: '15', releaseDate: '2022-10-13', eol: '2027-11-11' },
        { cycle: '14', releaseDate: '2021-09-30', eol: '2026-11-12' },
        { cycle: '13', releaseDate: '2020-09-24', eol: '2025-11-13' },
      ],
    },
    {
      id: 'rhel',
      title: 'Red Hat Enterprise Linux',
      category: 'os',
      aliases: ['redhat', 'redhatlinux'],
      cycles: [
        { cycle: '10', releaseDate: '2025-05-20', eol: '2035-05-31', support: '2030-05-31', extendedSupport: '2039-05-31' },
        { cycle: '9', releaseDate: '2022-05-18', eol: '2032-05-31', support: '2027-05-31', extendedSupport: '2036-05-31' },
        { cycle: '8', releaseDate: '2019-05-07', eol: '2029-05-31', support: '2024-05-31', extendedSupport: '2033-05-31' },
        { cycle: '7', releaseDate: '2014-06-10', eol: '2024-06-30', support: '2019-08-06', extendedSupport: '2029-05-31' },
        { cycle: '6', releaseDate: '2010-11-10', eol: '2020-11-30', support: '2016-05-10', extendedSupport: '2024-06-30' },
        { cycle: '5', releaseDate: '2007-03-15', eol: '2017-03-31', support: '2013-01-08', extendedSupport: '2020-11-30' },
        { cycle: '4', releaseDate: '2005-02-15', eol: '2012-02-29', support: '2009-03-31', extendedSupport: '2017-03-31' },
      ],
    },
    {
      id: 'tomcat',
      title: 'Apache Tomcat',
      category: 'server-app',
      cycles: [
        { cycle: '11.0', releaseDate: '2024-10-03', eol: false },
        { cycle: '10.1', releaseDate: '2022-09-23', eol: false },
        { cycle: '10.0', releaseDate: '2020-12-03', eol: '2022-10-31' },
        { cycle: '9.0', releaseDate: '2017-09-27', eol: '2027-03-31' },
        { cycle: '8.5', releaseDate: '2016-03-17', eol: '2024-03-31' },
        { cycle: '8.0', releaseDate: '2014-01-29', eol: '2018-06-30' },
        { cycle: '7', releaseDate: '2013-01-10', eol: '2021-03-31' },
        { cycle: '6', releaseDate: '2006-10-21', eol: '2016-12-31' },
      ],
    },
    {
      id: 'windows-server',
      title: 'Microsoft Windows Server',
      category: 'os',
      aliases: ['windowsserver'],
      cycles: [
        { cycle: '2025', label: 'Windows Server 2025', releaseDate: '2024-11-01', eol: '2034-11-14', support: '2029-11-13' },
        { cycle: '2022', label: 'Windows Server 2022', releaseDate: '2021-08-18', eol: '2031-10-14', support: '2026-10-13' },
        { cycle: '2019', label: 'Windows Server 2019', releaseDate: '2018-11-13', eol: '2029-01-09', support: '2024-01-09' },
        {
          cycle: '2016',
          label: 'Windows Server 2016',
          releaseDate: '2016-10-15',
          eol: '2027-01-12',
          support: '2022-01-11',
          extendedSupport: '2030-01-12',
        },
        {
          cycle: '2012',
          label: 'Windows Server 2012',
          releaseDate: '2012-10-30',
          eol: '2023-10-10',
          support: '2018-10-09',
          extendedSupport: '2026-10-13',
        },
        { cycle: '2003', label: 'Windows Server 2003', releaseDate: '2003-04-24', eol: '2007-04-10', support: '2007-04-10' },
        { cycle: '2000', label: 'Windows Server 2000', releaseDate: '2000-02-17', eol: '2010-07-13', support: '2005-06-30' },
      ],
    },
  ],
};

/** Life cycles of a few products, and what a product with a name of its own is. */
export async function loadSampleLifeCycles(act: Act, operator: Viewer): Promise<void> {
  const read = readSnapshot(Buffer.from(JSON.stringify(SNAPSHOT)));
  await act(operator, context =>
    importLifeCycles(context, read, { dryRun: false, allowOlder: false, language: 'ja', lost: { losses: [], readCount: 1 } }),
  );
  await act(operator, context =>
    mapProducts(context, { lines: [{ productName: '基盤データベース（サンプル）', version: 0 }], slug: 'postgresql', notListed: false }),
  );
}
