import { openSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readLines } from "../../../src/node/files/lines.js";
import { temporaryFolder } from "../../temporary-folder.js";

const folder = temporaryFolder();

function linesOf(text: string) {
  const path = join(folder, "lines");
  writeFileSync(path, text);
  return [...readLines(openSync(path, "r"), path)];
}

it.each([
  ["", []],
  ["torn", []],
  ["a\n", ["a"]],
  ["a\n\nθ\ntorn", ["a", "", "θ"]],
])("of %j are %j", (text, lines) => expect(linesOf(text).map((line) => line.text)).toEqual(lines));

it("are whole where they cross or exceed what is read at once", () => {
  const lengths = [2 ** 20 - 1, 3, 2 ** 20 + 5, 3 * 2 ** 20, 0, 7];
  const lines = lengths.map((length, i) => String(i).repeat(length));
  const found = linesOf(`${lines.join("\n")}\n`);
  expect(found.map(({ text }) => text.length)).toEqual(lengths);
  expect(found.every(({ text }, i) => text === lines[i])).toBe(true);
  expect(found.map(({ start, end }) => end - start)).toEqual(lengths.map((length) => length + 1));
});

it("are cut off where they are longer than any text, and what follows is found", () => {
  const path = join(folder, "long");
  writeFileSync(path, `abcdef\n${"g".repeat(2 ** 21)}\nhi\n`);
  const lines = [...readLines(openSync(path, "r"), path, 4)];
  expect(lines.map(({ text }) => text)).toEqual(["abcd", "gggg", "hi"]);
  expect(lines.map(({ end }) => end)).toEqual([7, 2 ** 21 + 8, 2 ** 21 + 11]);
});

it("of what the system cannot read are refused with the name of the file", () => {
  const lines = readLines(openSync(folder, "r"), folder);
  expect(() => lines.next()).toThrow(`cannot read "${folder}": EISDIR`);
});
