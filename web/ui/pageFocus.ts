let requested = false;

/** Asks the heading of the next page to take the focus, as a page load would. */
export function requestHeadingFocus(): void {
  requested = true;
}

/** Whether the heading should take the focus now; answers yes once for each request. */
export function takeFocusRequest(): boolean {
  const answer = requested;
  requested = false;
  return answer;
}
