import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { deviations } from "../../src/paper/deviations.js";
import { root, temporaryFolder } from "../cli/run-cli.js";

const document = join(root, "docs", "differences-from-the-authors-code.md");
const differences = (...args: string[]) => {
  const script = join(root, "scripts", "differences.mjs");
  const { status, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: "utf8" });
  return { status, stderr };
};

it("the document about differences says what the report says of them", () => {
  expect(differences("--check")).toEqual({ status: 0, stderr: "" });
  const text = readFileSync(document, "utf8");
  for (const { matter } of deviations) expect(text).toContain(`### ${matter}`);
});

it("is found to differ, and written, where it does not", () => {
  const copy = join(temporaryFolder(), "differences.md");
  writeFileSync(copy, readFileSync(document, "utf8").replace(deviations[0]!.here, "Something else."));
  expect(differences("--check", copy)).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("npm run differences"),
  });
  expect(differences(copy).status).toBe(0);
  expect(readFileSync(copy, "utf8")).toBe(readFileSync(document, "utf8"));
});
