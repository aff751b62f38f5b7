import { problemOf, type Problem } from './problem.ts';
import { NotTakenError, type TakenTable } from './takes.ts';

/**
 * Lets the server write a table of the page as a file, which guards texts that look like formulas, and saves that.
 *
 * @param table.notes lines that stand below the table
 * @param language of what the server says where it refuses
 * @throws NotTakenError
 */
export async function saveTable(
  table: TakenTable & { title: string; notes: readonly string[] },
  { format, encoding = 'utf-8' }: { format: 'csv' | 'xlsx'; encoding?: 'utf-8' | 'cp932' },
  language: string,
): Promise<void> {
  const response = await fetch('/download/table', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'Content-Type': 'application/json', 'X-Requested-With': 'tanaoroshi', 'Accept-Language': language },
    body: JSON.stringify({ ...table, format, encoding }),
  }).catch(() => null);
  if (!response?.ok) throw new NotTakenError(await refusalOf(response));
  save(await response.blob(), `${table.title}.${format}`);
}

async function refusalOf(response: Response | null): Promise<Problem> {
  // No answer, or one that is not ours, such as that of a proxy on the way.
  const answer: unknown = await response?.json().catch(() => null);
  return answer ? problemOf(answer as Problem) : { message: '', code: 'OFFLINE' };
}

function save(file: Blob, name: string) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // Only once the browser has had the time to begin.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
