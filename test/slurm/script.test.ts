import { execFileSync } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arrayScript } from "../../src/slurm/script.js";
import { temporaryFolder } from "../temporary-folder.js";

const folder = temporaryFolder();
const cwd = temporaryFolder();
/** Prints its arguments, whole. */
const echo = join(folder, "echo.mjs");
writeFileSync(echo, "process.stdout.write(JSON.stringify(process.argv.slice(2)));");

/** The arguments with which a script starts the program, as the third task of its array. */
function argumentsOf(script: string): string[] {
  const file = join(folder, "script.sh");
  writeFileSync(file, script);
  const env = { PATH: process.env.PATH, SLURM_ARRAY_TASK_ID: "3" };
  return JSON.parse(execFileSync("bash", [file], { cwd, env, encoding: "utf8" }));
}

const task = {
  program: [process.execPath, echo],
  study: { name: "thresholds", file: "/data/study.json" },
  folder: "/data/results",
  shardCount: 12,
  threads: 2,
};

describe("arrayScript", () => {
  it("runs one part of the study, the one that has the number of the task", () => {
    const expected = [
      "sweep",
      "/data/study.json",
      "--out",
      "/data/results",
      "--shard",
      "3/12",
      "--jobs",
      "2",
      "--wait",
      "120",
    ];
    expect(argumentsOf(arrayScript(task))).toEqual(expected);
  });

  it("can be read", () => {
    expect(arrayScript({ ...task, program: ["/usr/bin/node", "/opt/syncache/main.js"] })).toContain(
      `exec /usr/bin/node \\
  /opt/syncache/main.js \\
  sweep \\
  /data/study.json \\
  --out \\
  /data/results \\
  --shard "$SLURM_ARRAY_TASK_ID/12" --jobs 2 --wait 120
`,
    );
  });

  it("hands on names and paths unchanged, and lets nothing in them run", () => {
    const text = fc.string({
      unit: fc.constantFrom(..."'\"\\$`\n\r\t !*?#~=;&|<>(){}[]09ax\x01\x9fü", "$(touch stray)", "\ntouch stray\n"),
      minLength: 1,
      maxLength: 12,
    });
    const path = text.map((name) => `/data/${name}x`);
    fc.assert(
      fc.property(text, path, path, (name, file, out) => {
        const given = argumentsOf(arrayScript({ ...task, study: { name, file }, folder: out }));
        expect(given.slice(1, 4)).toEqual([file, "--out", out]);
      }),
      { numRuns: 40 },
    );
    expect(readdirSync(cwd)).toEqual([]);
  });
});
