/* Runs inside each page before its own scripts: notes where the Tab key leads, as `window.keyboardWalk`. */
{
  const CONTROLS = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"], [contenteditable=true]';
  /** Widgets that are one stop of the Tab key; within, the arrow keys move. */
  const COMPOSITES =
    '[role=grid], [role=treegrid], [role=tablist], [role=listbox], [role=menu], [role=toolbar], [role=radiogroup], [data-arrow-keys]';

  /** What can be pressed or filled in, as a person would point it out. */
  const describe = element =>
    `${element.tagName.toLowerCase()}${element.id ? `#${element.id}` : ''} "${(element.textContent || element.getAttribute('aria-label') || element.name || '').trim().slice(0, 60)}"`;

  const isSeen = element => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;

  /** Whether the focus shows: the outline or ring of the design system, at least 2 px strong. */
  function isMarked(element) {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2) || boxShadow !== 'none';
  }

  /** Whether some part of the element is in the window and under nothing else. */
  function isUncovered(element) {
    return [...element.getClientRects()].some(({ left, top, width, height }) =>
      [0.1, 0.5, 0.9].some(across =>
        [0.2, 0.5, 0.8].some(down => {
          const hit = document.elementFromPoint(left + width * across, top + height * down);
          return hit !== null && (element.contains(hit) || hit.contains(element) || hit.closest('label')?.control === element);
        }),
      ),
    );
  }

  const stops = new Set();
  const faults = [];
  let again = false;

  document.addEventListener('focusin', ({ target }) => {
    again = stops.has(target);
    if (again) return;
    stops.add(target);
    if (!isMarked(target)) faults.push(`focus not marked: ${describe(target)}`);
    if (!isUncovered(target)) faults.push(`focus out of sight: ${describe(target)}`);
  });

  /** Whether the Tab key came by, or came to the place from which the arrow keys lead here. */
  function isReached(element) {
    if (stops.has(element)) return true;
    const isSame = other => other.form === element.form && stops.has(other);
    if (element.type === 'radio' && [...document.getElementsByName(element.name)].some(isSame)) return true;
    const composite = element.closest(COMPOSITES);
    return composite !== null && [...stops].some(stop => composite.contains(stop));
  }

  window.keyboardWalk = {
    begin() {
      stops.clear();
      faults.length = 0;
      again = false;
      document.activeElement?.blur?.();
    },
    /** True once the Tab key has come round to where it was before. */
    isRound: () => again,
    controlCount: () => document.querySelectorAll(CONTROLS).length,
    stopCount: () => stops.size,
    faults: () => [
      ...faults,
      ...[...document.querySelectorAll(CONTROLS)]
        .filter(element => isSeen(element) && !element.disabled && !isReached(element))
        .map(element => `not reached: ${describe(element)}`),
    ],
  };
}
