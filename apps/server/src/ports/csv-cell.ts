/** A cell of a CSV that people open in a spreadsheet, quoted where it must be; nothing in it becomes a formula. */
export function csvCell(value: unknown): string {
  const text = value === null || value === undefined ? '' : String(value);
  // A spreadsheet would take these for formulas.
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
