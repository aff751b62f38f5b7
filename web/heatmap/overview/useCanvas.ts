import { onMounted, onScopeDispose, ref, watch } from 'vue';
import type { Ref } from 'vue';
import type { Size } from './viewport.ts';

/**
 * Keeps a canvas as sharp as the screen and as large as its box, and draws it anew at most once per frame.
 *
 * @param draw reads what it depends on, so that the canvas follows it; the size is in pixels of the page
 */
export function useCanvas(canvas: Readonly<Ref<HTMLCanvasElement | null>>, draw: (context: CanvasRenderingContext2D, size: Size) => void) {
  const size = ref<Size>({ width: 0, height: 0 });
  let frame = 0;

  function paint() {
    frame = 0;
    const context = canvas.value?.getContext('2d', { alpha: false });
    if (!canvas.value || !context || !size.value.width || !size.value.height) return;
    const density = window.devicePixelRatio;
    const [width, height] = [Math.round(size.value.width * density), Math.round(size.value.height * density)];
    if (canvas.value.width !== width || canvas.value.height !== height) Object.assign(canvas.value, { width, height });
    context.setTransform(density, 0, 0, density, 0, 0);
    draw(context, size.value);
  }
  /** Has the canvas drawn with the next frame. */
  function ask() {
    frame ||= requestAnimationFrame(paint);
  }

  let observer: ResizeObserver | undefined;
  onMounted(() => {
    observer = new ResizeObserver(([entry]) => {
      const { width, height } = entry!.contentRect;
      size.value = { width, height };
    });
    observer.observe(canvas.value!);
    // Measured at once, so that the first frame of the page shows it.
    const { clientWidth: width, clientHeight: height } = canvas.value!;
    size.value = { width, height };
  });
  watch(size, ask);
  onScopeDispose(() => {
    observer?.disconnect();
    cancelAnimationFrame(frame);
  });
  return { size, ask };
}
