export interface SideBySide {
  /** Median milliseconds of hand-written SQL that answers the same, with no wall, no sign-in and no names. */
  sqlMilliseconds: number;
  /** Median milliseconds of the portal's whole answer, read through grants. */
  ourMilliseconds: number;
  equal: boolean;
}

type Reading = () => Promise<string>;

/** Reads the same in plain SQL and from the portal, as JSON text, in turn: a slow moment of the machine slows both. */
export async function sideBySide(plain: Reading, ours: Reading, repeats: number): Promise<SideBySide> {
  const times: [sql: number[], ours: number[]] = [[], []];
  let said: [string, string] = ['', ''];
  for (let repeat = -1; repeat < repeats; repeat++) {
    const [sqlTime, sqlBody] = await timed(plain);
    const [ourTime, ourBody] = await timed(ours);
    said = [sqlBody, ourBody];
    // The first reading of each warms up.
    if (repeat >= 0) [sqlTime, ourTime].forEach((time, side) => times[side]!.push(time));
  }
  const [sqlMilliseconds, ourMilliseconds] = times.map(median) as [number, number];
  return { sqlMilliseconds, ourMilliseconds, equal: said[0] === said[1] && said[0].length > 100 };
}

async function timed(work: Reading): Promise<[milliseconds: number, said: string]> {
  const start = performance.now();
  const said = await work();
  const milliseconds = performance.now() - start;
  return [milliseconds, JSON.stringify(JSON.parse(said))];
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)]!;
}

/** What the portal answers to somebody. */
export async function askPortal<Data>(url: string, token: string, query: string, variables: Record<string, unknown> = {}): Promise<Data> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: `tanaoroshi_session=${token}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data?: Data; errors?: { message: string }[] };
  if (!data) throw new Error(errors?.[0]?.message);
  return data;
}
