/** Text tables: the first and the last column to the left, numbers to the right. */

/**
 * @param {string[]} heads
 * @param {string[][]} rows
 */
export function formatTable(heads, rows) {
  const widths = heads.map((head, k) => Math.max(...[head, ...rows.map((row) => row[k])].map((cell) => cell.length)));
  const isLeft = (k) => k === 0 || k === heads.length - 1;
  const line = (cells) =>
    cells
      .map((cell, k) => (isLeft(k) ? cell.padEnd(widths[k]) : cell.padStart(widths[k])))
      .join("  ")
      .trimEnd();
  return [line(heads), widths.map((width) => "─".repeat(width)).join("  "), ...rows.map(line)].join("\n");
}

/** Three significant digits, without an exponent. @param {number} value */
export function formatNumber(value) {
  if (value >= 100) return String(Math.round(value));
  return value >= 10 ? value.toFixed(1) : value >= 1 ? value.toFixed(2) : value.toPrecision(2);
}

/** @param {number} ratio */
export const formatRatio = (ratio) => `${formatNumber(ratio)}×`;
