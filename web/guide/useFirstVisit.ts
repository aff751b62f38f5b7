import { ref } from 'vue';

/** Which people have put the guide away in this browser. */
const STORED_AS = 'tanaoroshi.guide-closed';

/** Whether the guide still greets a person; once put away it stays away, and its page keeps telling the same. */
export function useFirstVisit(accountId: string) {
  const greets = ref(!closedBy().includes(accountId));

  function close() {
    greets.value = false;
    try {
      localStorage.setItem(STORED_AS, JSON.stringify([...new Set([...closedBy(), accountId])]));
    } catch {
      // Storage may be switched off by policy; the guide then greets once more.
    }
  }

  return { greets, close };
}

function closedBy(): string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(STORED_AS) ?? '[]');
    return Array.isArray(stored) ? stored.map(String) : [];
  } catch {
    return [];
  }
}
