import { expect, it } from "vitest";
import { formatTable } from "../../../src/cli/printing/table.js";

const headings = { name: "policy", energy: "energy", converged: "converged" };

it("sets words to the left, and numbers and truth values to the right", () => {
  const rows = [
    { name: "none", energy: 5, converged: true },
    { name: "local-global", energy: 1.5, converged: false },
  ];
  expect(formatTable(rows, headings)).toBe(
    [
      "  policy        energy  converged",
      "  none               5        yes",
      "  local-global     1.5         no",
    ].join("\n"),
  );
});

it("takes the columns it is asked for, in that order", () => {
  expect(formatTable([{ a: 1, b: 2, c: 3 }], { c: "C", a: "A" })).toBe("  C  A\n  3  1");
});

it("shows what is missing or undefined", () => {
  const [, line] = formatTable([{ name: "x", energy: null }], headings).split("\n");
  expect(line).toMatch(/^ {2}x +– +–$/);
});

it("is its headings alone where there are no rows", () => {
  expect(formatTable([], { a: "A" })).toBe("  A");
});

it("continues below, beside the first column, what is wider than a line", () => {
  const rows = [{ seed: 20240105, energy: 5, maintenance: 1, minimum: 4 }];
  const columns = { seed: "seed", energy: "energy", maintenance: "maintenance", minimum: "minimum" };
  const narrow = formatTable(rows, columns, { forms: { seed: "seed" }, width: 32 });
  expect(narrow).toBe(
    [
      "      seed  energy  maintenance",
      "  20240105       5            1",
      "",
      "      seed  minimum",
      "  20240105        4",
    ].join("\n"),
  );
  // A column that does not fit at all stands beside the first one all the same.
  expect(formatTable(rows, columns, { width: 1 }).split("\n\n")).toHaveLength(3);
});
