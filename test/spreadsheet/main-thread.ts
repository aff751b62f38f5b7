/**
 * How long this thread was held up at most while something ran, in milliseconds: the processor time that it used between two
 * ticks of a timer. Time in which the machine ran something else does not count.
 */
export async function longestBlock(work: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  let last = process.threadCpuUsage();
  const tick = () => {
    const { user, system } = process.threadCpuUsage(last);
    longest = Math.max(longest, (user + system) / 1000);
    last = process.threadCpuUsage();
  };
  const timer = setInterval(tick, 10);
  try {
    await work();
    tick();
    return longest;
  } finally {
    clearInterval(timer);
  }
}
