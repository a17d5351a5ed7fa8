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

it("gives a reason for every sentence that is not checked, and names claims that exist", () => {
  const rows = rowsOf(unchecked);
  expect(rows.length).toBeGreaterThan(0);
  for (const [, sentence, reason] of rows) for (const cell of [sentence, reason]) expect(cell).toMatch(/\w/);
  const named = [...unchecked.matchAll(/`([a-z0-9-]+)`/g)]
    .map(([, name]) => name!)
    .filter((name) => !name.startsWith("--"));
  for (const name of named) expect(claims.map(({ id }) => id)).toContain(name);
});
