import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { longFiles } from "./set-up/longest-first.js";
import { quick, slow, slowFiles, testFiles, thorough } from "./set-up/projects.js";

const tests = fileURLToPath(new URL(".", import.meta.url));

/** The files of `test` that a file imports, itself among them, however far away. */
function importsOf(name: string, seen = new Set<string>()): Set<string> {
  if (seen.has(name)) return seen;
  seen.add(name);
  const text = readFileSync(join(tests, name), "utf8");
  for (const [, path = ""] of text.matchAll(/\bfrom "(\.[^"]*)"/g)) {
    const file = normalize(join(dirname(name), path))
      .replaceAll("\\", "/")
      .replace(/\.js$/, ".ts");
    if (!file.startsWith("../") && existsSync(join(tests, file))) importsOf(file, seen);
  }
  return seen;
}

it("every file of tests is in one of the projects", () => {
  expect([...quick, ...slow, ...thorough].sort()).toEqual([...testFiles].sort());
  expect(new Set([...quick, ...slow, ...thorough]).size).toBe(testFiles.length);
});

it("names no slow or long file that is not there", () => {
  for (const name of slowFiles) expect([...slow, ...thorough]).toContain(name);
  for (const name of longFiles) expect(thorough).toContain(name);
});

// It is not built for these.
it.each([...quick, ...slow])("%s does not run the built program", (name) => {
  const imported = [...importsOf(name)];
  expect(imported).not.toContain("cli/run-cli.ts");
  expect(imported).not.toContain("cli/in-process.ts");
});

it("would notice one that does", () => {
  expect([...importsOf("study/kill.test.ts")]).toContain("cli/run-cli.ts");
  expect([...importsOf("cli/advice.test.ts")]).toContain("cli/in-process.ts");
});
