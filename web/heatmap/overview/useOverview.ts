import { computed, ref, shallowRef, watch } from 'vue';
import type { Ref } from 'vue';
import { type Appearance, coloursOf, draw, pictureOf } from './draw.ts';
import type { Place, Raster, Span } from './raster.ts';
import { useCanvas } from './useCanvas.ts';
import { cellSize, clamped, panned, placeAt, showing, type View, WHOLE, zoomed } from './viewport.ts';

interface OverviewOptions {
  raster: () => Raster;
  appearances: () => readonly Appearance[];
  /** Rows and columns that the table shows. */
  window: () => Span | null;
  /** Shows the whole grid always. */
  fixed: () => boolean;
  jump: (place: Place) => void;
}

const ZOOM_STEP = 1.5;
/** A pointer that moves less than this presses, else it drags. */
const DRAG_FROM_PX = 4;
/** An arrow key goes on by one cell, where cells are small by so many pixels. */
const LEAST_STEP_PX = 8;
const PAGE_STEPS = 10;

/** A grid on a canvas: what of it is in sight, moved by pointer, wheel and keys, and where a press leads to. */
export function useOverview(canvas: Readonly<Ref<HTMLCanvasElement | null>>, options: OverviewOptions) {
  const view = ref<View>(WHOLE);
  const cursor = ref<Place | null>(null);
  const pointed = ref<Place | null>(null);
  const picture = shallowRef<OffscreenCanvas | null>(null);
  /** Read once: for it the browser works out the styles of the whole page. */
  const palette = computed(() => {
    const { value: element } = canvas;
    if (!element || typeof OffscreenCanvas === 'undefined') return null;
    const read = (of: (appearance: Appearance) => `--${string}`) => coloursOf(element, options.appearances().map(of));
    return { colours: read(({ colour }) => colour), inks: read(({ ink }) => ink) };
  });

  const { size, ask } = useCanvas(canvas, (context, box) => {
    if (!picture.value || !palette.value) return;
    const scene = { raster: options.raster(), view: view.value, window: options.window(), cursor: cursor.value };
    draw(context, scene, picture.value, options.appearances(), palette.value.inks, box);
  });
  watch(
    [palette, options.raster],
    ([colours, raster]) => {
      if (!colours) return;
      picture.value = pictureOf(raster, colours.colours);
      cursor.value = null;
      move(view.value);
    },
    { immediate: true, flush: 'post' },
  );
  watch([view, cursor, options.window, size], ask);
  watch(size, () => move(view.value));

  function move(next: View) {
    view.value = size.value.width ? clamped(next, options.raster(), size.value) : next;
    ask();
  }
  const canZoomOut = computed(() => view.value.zoom > 1);
  function zoomBy(times: number, at = { x: size.value.width / 2, y: size.value.height / 2 }) {
    if (!options.fixed()) view.value = zoomed(view.value, times, at, options.raster(), size.value);
  }

  const pointOf = ({ offsetX, offsetY }: MouseEvent) => ({ x: offsetX, y: offsetY });
  const placeOf = (event: MouseEvent) => placeAt(pointOf(event), view.value, options.raster(), size.value);
  let pressed: { x: number; y: number; dragged: boolean } | null = null;

  function onPointerdown(event: PointerEvent) {
    if (event.button !== 0) return;
    pressed = { ...pointOf(event), dragged: false };
    // The keyboard goes on from where the pointer was.
    cursor.value = placeOf(event) ?? cursor.value;
    canvas.value?.setPointerCapture(event.pointerId);
  }
  function onPointermove(event: PointerEvent) {
    pointed.value = placeOf(event);
    if (!pressed) return;
    const point = pointOf(event);
    pressed.dragged ||= Math.hypot(point.x - pressed.x, point.y - pressed.y) >= DRAG_FROM_PX;
    if (!pressed.dragged) return;
    if (options.fixed()) {
      if (pointed.value) options.jump(pointed.value);
      return;
    }
    view.value = panned(view.value, { x: pressed.x - point.x, y: pressed.y - point.y }, options.raster(), size.value);
    pressed = { ...point, dragged: true };
  }
  function onPointerup(event: PointerEvent) {
    const place = pressed && !pressed.dragged ? placeOf(event) : null;
    pressed = null;
    if (place) options.jump(place);
  }
  function onPointerleave() {
    pointed.value = null;
  }

  /** Zooms with Ctrl, else moves; what cannot be moved any further is left to the page. */
  function onWheel(event: WheelEvent) {
    if (options.fixed()) return;
    if (event.ctrlKey) {
      event.preventDefault();
      zoomBy(event.deltaY < 0 ? ZOOM_STEP : 1 / ZOOM_STEP, pointOf(event));
      return;
    }
    const way = event.shiftKey ? { x: event.deltaY, y: 0 } : { x: event.deltaX, y: event.deltaY };
    const next = panned(view.value, way, options.raster(), size.value);
    if (next.row === view.value.row && next.column === view.value.column) return;
    event.preventDefault();
    view.value = next;
  }

  function go(down: number, right: number) {
    const { rowCount, columnCount } = options.raster();
    const cell = cellSize(options.raster(), size.value, view.value.zoom);
    const from = cursor.value ?? { row: Math.floor(view.value.row), column: Math.floor(view.value.column) };
    const step = (px: number) => Math.max(1, Math.round(LEAST_STEP_PX / px));
    const within = (value: number, count: number) => Math.min(Math.max(0, value), count - 1);
    cursor.value = {
      row: within(from.row + down * step(cell.height), rowCount),
      column: within(from.column + right * step(cell.width), columnCount),
    };
    view.value = showing(view.value, cursor.value, options.raster(), size.value);
  }

  function onKeydown(event: KeyboardEvent) {
    if (event.altKey || event.metaKey || event.ctrlKey) return;
    const far = event.shiftKey ? PAGE_STEPS : 1;
    const acts: Record<string, () => void> = {
      ArrowRight: () => go(0, far),
      ArrowLeft: () => go(0, -far),
      ArrowDown: () => go(far, 0),
      ArrowUp: () => go(-far, 0),
      PageDown: () => go(PAGE_STEPS, 0),
      PageUp: () => go(-PAGE_STEPS, 0),
      Home: () => go(0, -Infinity),
      End: () => go(0, Infinity),
      '+': () => zoomBy(ZOOM_STEP),
      ';': () => zoomBy(ZOOM_STEP),
      '-': () => zoomBy(1 / ZOOM_STEP),
      0: () => move(WHOLE),
      Enter: () => cursor.value && options.jump(cursor.value),
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  return {
    cursor,
    pointed,
    canZoomOut,
    zoomIn: () => zoomBy(ZOOM_STEP),
    zoomOut: () => zoomBy(1 / ZOOM_STEP),
    showWhole: () => move(WHOLE),
    listeners: {
      pointerdown: onPointerdown,
      pointermove: onPointermove,
      pointerup: onPointerup,
      pointercancel: () => (pressed = null),
      pointerleave: onPointerleave,
      keydown: onKeydown,
      wheel: onWheel,
      focus: () => (cursor.value ??= { row: Math.floor(view.value.row), column: Math.floor(view.value.column) }),
    },
  };
}
