/** What a version of an item says, field by field. */
type Content = Readonly<Record<string, unknown>>;

/** Fields of a version that are not what it says. */
const ABOUT = ['id', 'number', 'changedAt', 'changedByName', '__typename'];

/** Fields in which a version differs from the one before it; of the first one none. */
export function changedFields<Version extends Content>(version: Version, before: Version | undefined): string[] {
  if (!before) return [];
  return Object.keys(version).filter(field => !ABOUT.includes(field) && JSON.stringify(version[field]) !== JSON.stringify(before[field]));
}
