/** Prefixes of the metric and of the binary kind, as UCUM has them. */
const METRIC = 'a|c|d|da|f|G|h|k|m|M|n|p|P|T|u|E|Z|Y';
const BINARY = 'Ki|Mi|Gi|Ti';

/** Units that are the same everywhere, and those that take a prefix. */
const PLAIN = '%|min|h|d|wk|mo|a|Cel|\\[pH\\]';
const PREFIXED = 's|m|g|V|A|W|J|Hz|K|Pa|By|bit|Bd';

/** What is counted, in braces, as UCUM lets one say it beside a number: `{request}`. */
const COUNTED = '\\{[!-z|~]{1,40}\\}';

const ATOM = `(?:(?:${PLAIN}|(?:${METRIC})?(?:${PREFIXED})|(?:${BINARY})(?:By|bit)|1)(?:${COUNTED})?|${COUNTED})`;
const UNIT = new RegExp(`^/?${ATOM}(?:[./]${ATOM})*$`);

/** Whether a text is a unit in the symbols of UCUM, case-sensitive: `%`, `s`, `ms`, `GiBy`, `bit/s`, `{request}/min`, `1`. */
export const isUnit = (text: string): boolean => text.length <= 60 && UNIT.test(text);
