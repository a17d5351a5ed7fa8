import type { ChildProcess } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { randomStream } from "../../src/math/random.js";
import { readJournal } from "../../src/study/journals/read-journal.js";
import { journalFiles } from "../../src/study/journals/study-folder.js";
import { start, temporaryFolder } from "../cli/run-cli.js";
import { collect, sweep, tableWithoutTimes, writeStudy } from "./studies.js";

const KILLS = 20;
const JOBS = 500;

const folder = temporaryFolder();
const study = writeStudy(
  join(folder, "it's a study.yaml"),
  `name: killed again and again
learner: perceptron
parameters: { inputCount: 500 }
grid:
  patternCount: { range: [700, 790, 10] }
  threshold: [0.5, 1.5, 2.5, 5.5, .inf]
  policy: [local-local, local-global]
seeds: 1..5
`,
);

const bytesIn = (out: string): number =>
  existsSync(out) ? journalFiles(out).reduce((sum, file) => sum + statSync(file).size, 0) : 0;

/** Waits until a process has recorded something, or has ended. */
async function growth(out: string, child: ChildProcess): Promise<void> {
  const before = bytesIn(out);
  while (child.exitCode === null && bytesIn(out) <= before) await sleep(2);
}

it(`loses no job and runs none twice when it is killed ${KILLS} times`, { timeout: 180_000 }, async () => {
  const calm = join(folder, "calm");
  await sweep(study, "--out", calm);
  await collect(calm);

  const killed = join(folder, "killed $(touch x)");
  const random = randomStream(20_200_914, "kills");
  let midway = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    const { child, ended } = start(["sweep", study, "--out", killed, "--jobs", "2"]);
    // One in five at any time from before the folder is there, the others in the midst of the work.
    if (kill % 5 > 0) await growth(killed, child);
    await sleep(random.uniform() * (kill % 5 === 0 ? 400 : 40));
    child.kill("SIGKILL");
    await ended;
    const lines = existsSync(killed) ? journalFiles(killed).flatMap((file) => [...readJournal(file)]).length : 0;
    if (lines > 0 && lines < JOBS) midway += 1;
  }
  await sweep(study, "--out", killed);
  expect(await collect(killed)).toMatchObject({ rowCount: JOBS, jobCount: JOBS });

  const ids = journalFiles(killed).flatMap((file) => [...readJournal(file)].map(({ record }) => record.id));
  expect(ids).toHaveLength(JOBS);
  expect(new Set(ids).size).toBe(JOBS);
  expect(tableWithoutTimes(killed)).toBe(tableWithoutTimes(calm));
  expect(readFileSync(join(killed, "study.json"))).toEqual(readFileSync(join(calm, "study.json")));
  // Otherwise most kills came too early or too late, and the test shows little.
  expect(midway).toBeGreaterThan(KILLS / 2);
});
