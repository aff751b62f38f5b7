/** A corporate number with a right check digit over twelve digits that end in the given number. */
export function corporateNumberFrom(number: number): string {
  const base = String(number).padStart(12, '0').slice(-12);
  const sum = [...base].toReversed().reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 2), 0);
  return `${9 - (sum % 9)}${base}`;
}
