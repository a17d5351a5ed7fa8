import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quoteForShell } from "../../src/node/shell-quote.js";
import { temporaryFolder } from "../temporary-folder.js";

const folder = temporaryFolder();

/** What a real bash makes of the words of a command, run where a stray command would leave a file. */
function readByBash(words: readonly string[]): string[] {
  const script = `printf '%s\\0' ${words.map(quoteForShell).join(" ")}`;
  const printed = execFileSync("bash", ["--noprofile", "--norc", "-s"], { cwd: folder, input: script });
  return printed.toString("utf8").split("\0").slice(0, -1);
}

const nasty = [
  "",
  " ",
  "'",
  "''",
  "it's",
  '"',
  "$HOME",
  "$(touch stray)",
  "`touch stray`",
  "; touch stray #",
  "a\nb",
  "\n",
  "'\n$(touch stray)\n'",
  "\r\n",
  "\\",
  "\\'",
  "\\\n",
  "a\\nb",
  "\t1234",
  "\x01777",
  "\x7f",
  "\x85",
  "~",
  "~root",
  "a=b",
  "=ls",
  "*",
  "?",
  "[a-z]",
  "{a,b}",
  "!!",
  "-n",
  "--",
  "%s%n",
  "&& touch stray",
  "| touch stray",
  "> stray",
  "#",
  "Zürich 🧠",
];

describe("quoteForShell", () => {
  it("gives words that bash reads back unchanged, one after the other", () => {
    expect(readByBash(nasty)).toEqual(nasty);
    for (const text of nasty) expect(readByBash([text])).toEqual([text]);
  });

  it("does so for whatever text there is", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({ unit: fc.constantFrom(..."'\"\\$`\n\r\t !*?#~=;&|<>(){}[]09ax\x01\x1b\x7f\x9f") }),
    );
    const words = fc.array(
      text.map((word) => word.replaceAll("\0", "")),
      { minLength: 1, maxLength: 20 },
    );
    fc.assert(
      fc.property(words, (given) => {
        expect(readByBash(given)).toEqual(given);
      }),
    );
  });

  it("lets nothing run, and nothing be written", () => {
    expect(readdirSync(folder)).toEqual([]);
  });

  it("stays on one line, so that a comment can hold it", () => {
    for (const text of nasty) expect(quoteForShell(text)).not.toMatch(/[\n\r]/);
  });

  it("leaves words alone that need no quotes", () => {
    expect(quoteForShell("/home/ada/results-1/study.yaml")).toBe("/home/ada/results-1/study.yaml");
    expect(quoteForShell("--array=1-3,5%4")).toBe("--array=1-3,5%4");
  });

  it("refuses a zero byte, which no argument can hold", () => {
    expect(() => quoteForShell("a\0b")).toThrow('"a\\u0000b"');
  });
});
