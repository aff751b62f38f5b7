import { useViewer } from '../access/viewer.ts';

/** Tells whose rounds the viewer sees whole; of all others only what concerns the viewer's own organisation. */
export function useOversight() {
  const { viewer } = useViewer();

  /** Whether the viewer's organisation runs the rounds of `runnerId`, or was granted to read them. */
  function oversees(runnerId: string): boolean {
    const { organisation, readableOrganisations = [] } = viewer.value ?? {};
    return organisation?.id === runnerId || readableOrganisations.some(({ id }) => id === runnerId);
  }

  return { oversees };
}
