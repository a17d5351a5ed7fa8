import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { writeStudy } from "../study/studies.js";
import { tinyDigits, writeFolder } from "./idx-files.js";
import { refusalOf } from "./in-process.js";
import { documentOf, syncache, temporaryFolder } from "./run-cli.js";

const folder = temporaryFolder();
const digits = writeFolder(join(folder, "digits"), tinyDigits());
const [patterns, targets] = [join(folder, "p.csv"), join(folder, "t.csv")];
writeFileSync(patterns, "1,1,-1\n-1,1,1\n1,-1,1\n");
writeFileSync(targets, "1\n-1\n1\n");
const sha256 = (file: string): string => createHash("sha256").update(readFileSync(file)).digest("hex");

describe.each([
  [
    "perceptron",
    ["--patterns-file", patterns, "--targets-file", targets],
    { patterns, targets } as Record<string, string>,
    patterns,
  ],
  [
    "mlp",
    ["--dataset", digits, "--hidden-count", "2", "--max-patterns", "20", "--runs", "2"],
    Object.fromEntries(Object.keys(tinyDigits()).map((name) => [name, join(digits, name)])),
    join(digits, "t10k-images-idx3-ubyte"),
  ],
])("the document of %s", (learner, flags, files, changing) => {
  it("says what own data held, and is not verified on others", async () => {
    const document = await documentOf(learner, ...flags);
    for (const [name, file] of Object.entries(files)) expect(document.dataSha256[name]).toBe(sha256(file));
    const file = join(folder, `${learner}.json`);
    writeFileSync(file, JSON.stringify(document));
    expect(await syncache("verify", file)).toMatchObject({ status: 0, stderr: "" });
    const before = readFileSync(changing);
    writeFileSync(
      changing,
      Uint8Array.from(before, (byte, i) => (i === before.length - 3 ? byte ^ 1 : byte)),
    );
    expect(await refusalOf("verify", file)).toContain(`${changing}: these data have changed`);
    writeFileSync(changing, before);
  });
});

it("says nothing of data where there are none of one's own", async () => {
  expect(await documentOf("perceptron", "--input-count", "5", "--pattern-count", "3")).not.toHaveProperty("dataSha256");
});

it.each([
  ["digits", "learner: mlp\nparameters:\n  dataset: nowhere\n", /line 4, parameters\.dataset: .*nowhere/],
  ["digits in the grid", "learner: mlp\ngrid:\n  dataset: [nowhere]\n", /line 4, grid\.dataset: .*nowhere/],
  [
    "patterns",
    "learner: perceptron\nparameters:\n  patternsFile: no.csv\n  targetsFile: no.csv\n",
    /line 4, .*no\.csv/,
  ],
])("a study of %s that are not there is refused before it begins, also by a dry run", async (what, text, message) => {
  const study = writeStudy(join(folder, `${what}.yaml`), `name: a\n${text}`);
  const out = join(folder, `out of ${what}`);
  expect(await refusalOf("sweep", study, "--dry-run")).toMatch(message);
  expect(await refusalOf("sweep", study, "--out", out)).toMatch(message);
  expect(existsSync(out)).toBe(false);
});
