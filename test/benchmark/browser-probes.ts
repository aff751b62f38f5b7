import type { CDPSession, Page } from 'playwright-core';

/** Code that waits until the present frame is done: a message comes after it. */
const AFTER_FRAME = `new Promise(done => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => done(performance.now());
  port2.postMessage(null);
})`;

/** Code that waits for the frame which shows what was done before. */
const NEXT_PAINT = `new Promise(painted => requestAnimationFrame(() => painted(${AFTER_FRAME})))`;

/** Code of functions that tell whether a change is in sight: in the window, and in each box that scrolls around it. */
const IN_SIGHT = `
  const within = (inner, outer) => inner.bottom > outer.top && inner.top < outer.bottom && inner.right > outer.left && inner.left < outer.right;
  const inSight = element => {
    const rect = element.getBoundingClientRect();
    const boxes = [{ top: 0, left: 0, bottom: innerHeight, right: innerWidth }];
    for (let box = element.parentElement?.closest('.heatmap-scroll'); box; box = box.parentElement?.closest('.heatmap-scroll')) boxes.push(box.getBoundingClientRect());
    return boxes.every(box => within(rect, box));
  };
  const elementOf = node => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement);
  // What has been removed is nowhere, so where it was counts.
  const changeInSight = ({ type, target, addedNodes, removedNodes }) =>
    [...(type !== 'childList' || removedNodes.length ? [target] : addedNodes)].some(node => node.isConnected && inSight(elementOf(node)));`;

/** How long something took, in milliseconds: until it was seen, and until nothing was left to be drawn anywhere. */
export interface PaintTime {
  seen: number;
  all: number;
}

/**
 * How long it takes from an act until the frame that shows it, measured within the page: nothing of how the page is driven
 * counts. Begins with a fresh frame. Of several frames the last one counts that changes what is in sight; the work that the
 * page does for lines out of sight is told apart.
 *
 * @param act code of the page; `turn` is the number of the repeat
 */
export async function timeToPaint(page: Page, act: string, turn: number): Promise<PaintTime> {
  return page.evaluate<PaintTime>(`(async () => {
    ${IN_SIGHT}
    await ${NEXT_PAINT};
    const turn = ${turn};
    const changed = [];
    const changes = new MutationObserver(records => changed.push(...records));
    changes.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
    const start = performance.now();
    ${act};
    let seen = 0;
    let all = 0;
    // Two frames without a change end the wait, if nothing follows when the browser has time for it.
    for (let quiet = 0; quiet < 3; ) {
      if (quiet === 2) await new Promise(idle => requestIdleCallback(idle));
      const painted = (await ${NEXT_PAINT}) - start;
      const records = changed.splice(0);
      if (seen && !records.length) quiet++;
      else {
        quiet = 0;
        all = painted;
        if (!seen || records.some(changeInSight)) seen = painted;
      }
    }
    changes.disconnect();
    return { seen, all };
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
