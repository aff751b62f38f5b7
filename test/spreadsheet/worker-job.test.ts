import { expect, it } from 'vitest';
import { JobTookTooLongError, runJob } from '../../server/spreadsheet/worker-job.ts';

const script = new URL('fixtures/thread-worker.ts', import.meta.url);
/** Jobs with other memory are of another kind, and have threads of their own. */
const jobsWith =
  (heapMegabytes: number) =>
  async (what: 'answer' | 'fail' | 'hang', milliseconds = 5000): Promise<number> => {
    const [thread, ...others] = await runJob<number>(script, what, [], { milliseconds, heapMegabytes });
    expect(others).toEqual([thread]);
    return thread!;
  };

it('has the thread of a job that ended do the next one', async () => {
  const job = jobsWith(61);
  expect(await job('answer')).toBe(await job('answer'));
});

it('gives two jobs at a time a thread each', async () => {
  const job = jobsWith(62);
  const [one, other] = await Promise.all([job('answer'), job('answer')]);
  expect(one).not.toBe(other);
});

it('never gives another job to a thread that failed or took too long', async () => {
  const job = jobsWith(63);
  const thread = await job('answer');
  await expect(job('fail')).rejects.toThrow('as asked');
  const next = await job('answer');
  expect(next).not.toBe(thread);
  await expect(job('hang', 500)).rejects.toThrow(JobTookTooLongError);
  expect(await job('answer')).not.toBe(next);
});
