/** Words of PromQL that stand where a metric could. */
const WORDS = new Set(['and', 'or', 'unless', 'bool', 'offset', 'inf', 'nan', 'start', 'end', 'atan2']);

/** The metrics that an expression reads, each once, in the order in which they stand. */
export function metricsIn(expression: string): string[] {
  const bare = expression
    .replaceAll(/#[^\n]*/g, ' ')
    // In matchers and texts nothing is a metric, save the name itself: {__name__="up"}.
    .replaceAll(/\{\s*__name__\s*=\s*"([^"]*)"[^}]*\}/g, ' $1 ')
    .replaceAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`/g, '""')
    .replaceAll(/\{[^{}]*\}/g, ' ')
    .replaceAll(/\[[^[\]]*\]/g, ' ')
    .replaceAll(/\b(?:by|without|on|ignoring|group_left|group_right)\s*\([^()]*\)/gi, ' ')
    .replaceAll(/\bgroup_(?:left|right)\b/gi, ' ')
    .replaceAll(/\boffset\s+-?\w+/gi, ' ');
  const names = [...bare.matchAll(/(?<![\w:.])([a-zA-Z_:][\w:]*)(?!\w|\s*\()/g)].map(([, name]) => name!);
  return [...new Set(names.filter(name => !WORDS.has(name.toLowerCase())))];
}
