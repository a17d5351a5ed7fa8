import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { inputFiles, naturalOrder } from "../../../src/node/sources/input-files.js";
import { UsageError } from "../../../src/schema/usage-error.js";
import { temporaryFolder } from "../../temporary-folder.js";

const folder = temporaryFolder();
for (const name of ["w10.pt", "w9.pt", "w1.pt", "notes.txt", ".hidden.pt"]) writeFileSync(join(folder, name), "");
mkdirSync(join(folder, "empty"));
const named = (...names: string[]) => names.map((name) => join(folder, name));

it("compares stretches of digits as numbers", () => {
  const names = ["a10", "a9", "b1", "a", "a09", "a9b", "a99999999999999999999"];
  expect(names.sort(naturalOrder)).toEqual(["a", "a09", "a9", "a9b", "a10", "a99999999999999999999", "b1"]);
});

it("takes files of weights in a folder, what fits a pattern, and what is given", () => {
  const all = named("w1.pt", "w9.pt", "w10.pt");
  expect(inputFiles([folder])).toEqual(all);
  expect(inputFiles([join(folder, "w?.pt")])).toEqual(named("w1.pt", "w9.pt"));
  expect(inputFiles(named("w10.pt", "w9.pt"))).toEqual(named("w9.pt", "w10.pt"));
  expect(inputFiles(named("notes.txt"))).toEqual(named("notes.txt"));
});

it.each([
  ["empty", "there is no file of weights in this folder"],
  ["x*.pt", "no file fits this pattern"],
])("refuses %s", (name, message) => {
  expect(() => inputFiles(named(name))).toThrow(UsageError);
  expect(() => inputFiles(named(name))).toThrow(message);
});
