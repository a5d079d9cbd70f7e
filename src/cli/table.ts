/** Tables for a terminal: columns padded to their widest cell; East Asian wide characters count two. */

/** Lines of a table; the last column is not padded. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((cell, column) => Math.max(width(cell), ...rows.map((row) => width(row[column] ?? ""))));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => (column === head.length - 1 ? cell : cell + " ".repeat((widths[column] ?? 0) - width(cell))))
      .join("  ")
      .trimEnd();
  return [line(head), widths.map((n) => "─".repeat(n)).join("  "), ...rows.map(line)];
}

/** Columns a terminal gives the text (Unicode Standard Annex 11, wide and fullwidth blocks). */
function width(text: string): number {
  let columns = 0;
  for (const character of text) {
    columns += /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u.test(character)
      ? 2
      : 1;
  }
  return columns;
}
