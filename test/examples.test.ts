import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, it } from "vitest";
import { readStudy } from "../src/study/read-study.js";
import { jobCount } from "../src/study/study.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = join(root, "examples");

/** What each example prints, in part; an example that is not named here fails. */
const prints: Record<string, RegExp> = {
  "own-data.mjs": /│ true +│ \d+ +│/,
  "own-rule.mjs": /'local-local' +│ true/,
  "sweep-thresholds.mjs": /Least energy: [\d.]+ at θ = \d+\.5\.\n$/,
};

it("names every example", () =>
  expect(
    readdirSync(folder)
      .filter((name) => name.endsWith("js"))
      .sort(),
  ).toEqual(Object.keys(prints)));

// The examples import the package by its name, and so what `npm run build` has written to dist/.
it.each(Object.entries(prints))("%s runs with node alone and prints what it says", (name, expected) => {
  const output = execFileSync(process.execPath, [join(folder, name)], { cwd: root, encoding: "utf8" });
  expect(output).toMatch(expected);
});

it("they pass the type check", () => {
  const files = Object.keys(prints).map((name) => join(folder, name));
  const program = ts.createProgram(files, {
    allowJs: true,
    checkJs: true,
    exactOptionalPropertyTypes: true,
    module: ts.ModuleKind.NodeNext,
    noEmit: true,
    skipLibCheck: true,
    strict: true,
    target: ts.ScriptTarget.ES2023,
    types: ["node"],
  });
  const messages = ts
    .getPreEmitDiagnostics(program)
    .map(({ file, messageText }) => `${file?.fileName ?? ""}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`);
  expect(messages).toEqual([]);
});

it("study.yaml is a study that runs, and one that the README names", () => {
  const program = join(root, "dist", "cli", "main.js");
  const output = execFileSync(process.execPath, [program, "sweep", join(folder, "study.yaml"), "--dry-run"], {
    encoding: "utf8",
  });
  expect(output).toMatch(/threshold landscape, perceptron\n {2}jobs: 200\n/);
});

it.each([
  ["rent-or-buy.yaml", 60],
  ["digits-fixed.yaml", 630],
  ["digits-tuned.yaml", 135],
  ["digits-offline.yaml", 30],
])("studies/%s is a study of %d jobs", (name, count) =>
  // A dry run would time some of them, and the dear ones take minutes.
  expect(jobCount(readStudy(join(folder, "studies", name)))).toBe(count),
);
