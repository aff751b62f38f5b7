import type { CDPSession, Page } from 'playwright-core';

/** Code that waits until the present frame is done: a message comes after it. */
const AFTER_FRAME = `new Promise(done => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => done(performance.now());
  port2.postMessage(null);
})`;

/** Code that waits for the frame which shows what was done before. */
const NEXT_PAINT = `new Promise(painted => requestAnimationFrame(() => painted(${AFTER_FRAME})))`;

/**
 * How long it takes from an act until the frame that shows it, in milliseconds. Begins with a fresh frame and ends when nothing
 * that the act set off is left to be drawn.
 *
 * @param act code of the page; `turn` is the number of the repeat
 */
export async function timeToPaint(page: Page, act: string, turn: number): Promise<number> {
  return page.evaluate<number>(`(async () => {
    await ${NEXT_PAINT};
    const turn = ${turn};
    const start = performance.now();
    let last = start;
    const changes = new MutationObserver(() => { last = 0; });
    changes.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
    ${act};
    // The frame of the last change counts; two frames without one end the wait.
    for (let quiet = 0; quiet < 2; ) {
      const painted = await ${NEXT_PAINT};
      if (last === 0 || last === start) { last = painted; quiet = 0; } else quiet++;
    }
    changes.disconnect();
    return last - start;
  })()`);
}

/** Does something in each frame, and answers the time from each to the next, in milliseconds. */
export async function frameTimes(page: Page, frames: number, act: string): Promise<number[]> {
  return page.evaluate<number[]>(`new Promise(done => {
    const times = [];
    let before = 0;
    let frame = -5;
    requestAnimationFrame(function next(now) {
      if (frame > 0) times.push(now - before);
      before = now;
      if (frame++ >= ${frames}) return done(times);
      ${act};
      requestAnimationFrame(next);
    });
  })`);
}

/** Has the page note when it first draws a picture onto a canvas in the document; the frame that it is drawn in counts. */
export async function watchPaint(page: Page): Promise<void> {
  await page.addInitScript(`{
    const draw = CanvasRenderingContext2D.prototype.drawImage;
    CanvasRenderingContext2D.prototype.drawImage = function (...given) {
      globalThis.paintedAt ??= ${AFTER_FRAME};
      return draw.apply(this, given);
    };
  }`);
}

/** From the last byte of the grid until the frame that shows it, in milliseconds; the page must have been watched. */
export async function paintedAfterData(page: Page): Promise<number> {
  return page.evaluate<number>(`(async () => {
    const painted = await globalThis.paintedAt;
    const data = performance.getEntriesByType('resource').filter(({ name, responseEnd }) => name.endsWith('/graphql') && responseEnd < painted);
    return painted - Math.max(...data.map(({ responseEnd }) => responseEnd));
  })()`);
}

/** Tells how long the main thread of a page has worked, in milliseconds; other programs of the machine do not count into it. */
export async function workClock(page: Page): Promise<() => Promise<number>> {
  const session: CDPSession = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')!.value * 1000;
  };
}
