import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { claims } from "../../src/paper/claims.js";

const document = readFileSync(new URL("../../docs/claims.md", import.meta.url), "utf8");
const [checked = "", unchecked = ""] = document.split("## Checked\n").at(-1)!.split("## Not checked\n");

/** The cells of the rows of a table, without its head. */
const rowsOf = (text: string): string[][] =>
  text
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .slice(2)
    .map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()));

it("has a line for every claim, with its figure and how it is read", () =>
  expect(
    rowsOf(checked)
      .map(([, , claim, figure, reading]) => ({ claim, figure, reading }))
      .toSorted((a, b) => (a.claim! < b.claim! ? -1 : 1)),
  ).toEqual(
    claims
      .map(({ id, figure, reading }) => ({
        claim: `\`${id}\``,
        figure,
        reading: (reading ?? "As it stands.").replaceAll("|", "\\|"),
      }))
      .toSorted((a, b) => (a.claim < b.claim ? -1 : 1)),
  ));

/** Bands of the rules: exact, more or less, within a tenth or a quarter of a number of the paper, from one side or both. */
const USUAL_BANDS = [
  ...[0, 1].flatMap((bound) => [{ low: bound, high: bound }, { low: bound }, { high: bound }]),
  ...[1, 10, 900].flatMap((number) => [
    { low: 0.9 * number, high: 1.1 * number },
    { low: 0.75 * number, high: 1.25 * number },
  ]),
  // Strictly and not so strictly alike; a power of −2; a share of a way; ten-fold or more; what rounding leaves.
  ...[{ high: 1.1 }, { high: 1.25 }, { low: -2.2, high: -1.8 }, { low: 0, high: 1 }, { low: 10 }],
  { low: 1 - 1e-12, high: 1 + 1e-12 },
];

it("names every claim that is read otherwise than by the rules", () => {
  const [, exceptions = ""] = document.split("Exceptions, each with its reason");
  const named = [...exceptions.split("\n## ")[0]!.matchAll(/`([a-z0-9-]+)`/g)].map(([, id]) => id!);
  for (const id of named) expect(claims.map((claim) => claim.id)).toContain(id);
  const isUsual = ({ band }: (typeof claims)[number]) =>
    USUAL_BANDS.some((usual) => JSON.stringify(usual) === JSON.stringify(band));
  expect(named).toEqual(expect.arrayContaining(claims.filter((claim) => !isUsual(claim)).map(({ id }) => id)));
});

it("gives a reason for every sentence that is not checked, and names claims that exist", () => {
  const rows = rowsOf(unchecked);
  expect(rows.length).toBeGreaterThan(0);
  for (const [, sentence, reason] of rows) for (const cell of [sentence, reason]) expect(cell).toMatch(/\w/);
  const named = [...unchecked.matchAll(/`([a-z0-9-]+)`/g)]
    .map(([, name]) => name!)
    .filter((name) => !name.startsWith("--"));
  for (const name of named) expect(claims.map(({ id }) => id)).toContain(name);
});
