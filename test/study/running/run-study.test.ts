import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { readJournal } from "../../../src/study/journals/read-journal.js";
import { journalFile, openStudyFolder } from "../../../src/study/journals/study-folder.js";
import { readStudy } from "../../../src/study/read-study.js";
import { WHOLE } from "../../../src/study/running/shard.js";
import { program, temporaryFolder } from "../../cli/run-cli.js";

// As it is built, because its threads are files of it.
const built = join(dirname(program), "..", "study", "running", "run-study.js");
const { runStudy }: typeof import("../../../src/study/running/run-study.js") = await import(
  /* @vite-ignore */ pathToFileURL(built).href
);
type RunOptions = Parameters<typeof runStudy>[2];

const folder = temporaryFolder();
let counter = 0;

/** A study in a folder of its own, and what a call on it tells. */
function newStudy(text: string) {
  const out = join(folder, `out ${counter++}`);
  const yaml = `${out}.yaml`;
  writeFileSync(yaml, text);
  const study = readStudy(yaml);
  openStudyFolder(out, study);
  const told = { starts: [] as number[], recorded: 0 };
  const run = (options: Partial<RunOptions> = {}) =>
    runStudy(out, study, {
      shard: WHOLE,
      threads: 2,
      waitSeconds: 0,
      failFast: false,
      recomputeOld: false,
      signal: new AbortController().signal,
      onStart: (missingCount) => void told.starts.push(missingCount),
      onRecorded: (jobs) => {
        told.recorded += jobs;
      },
      ...options,
    });
  const records = () => [...readJournal(journalFile(out, WHOLE))].map(({ record }) => record);
  return { run, told, records };
}

const small =
  "{ name: a, learner: perceptron, parameters: { inputCount: 20, patternCount: 10 }, grid: { threshold: [1, 2] }, seeds: 1..10 }";

describe("runStudy", () => {
  it("runs every job once, tells of it, and has nothing to do the second time", async () => {
    const { run, told, records } = newStudy(small);
    const expected = { missingCount: 20, recordedCount: 20, unconvergedCount: 0, failures: [] };
    expect(await run()).toEqual(expected);
    expect(told).toEqual({ starts: [20], recorded: 20 });
    expect(new Set(records().map(({ id }) => id)).size).toBe(20);
    expect(await run()).toEqual({ ...expected, missingCount: 0, recordedCount: 0 });
    expect(told).toEqual({ starts: [20, 0], recorded: 20 });
    expect(records()).toHaveLength(20);
  });

  it("counts runs that did not converge, and records them", async () => {
    const { run, records } = newStudy(small.replace("patternCount: 10", "patternCount: 40, maxEpochs: 1"));
    expect(await run({ threads: 1 })).toMatchObject({ recordedCount: 20, unconvergedCount: 20, failures: [] });
    expect(records()).toHaveLength(20);
  });

  it("begins no job once it is told to stop, and goes on from there", async () => {
    const { run, told, records } = newStudy(small);
    const stop = new AbortController();
    stop.abort();
    expect(await run({ signal: stop.signal })).toMatchObject({ missingCount: 20, recordedCount: 0 });
    expect(records()).toEqual([]);
    expect(await run()).toMatchObject({ missingCount: 20, recordedCount: 20 });
    expect(told.starts).toEqual([20, 20]);
  });

  it("leaves its lock to the next call also where the caller fails", async () => {
    const { run } = newStudy(small);
    const onStart = (): void => {
      throw new Error("the terminal is gone");
    };
    await expect(run({ onStart })).rejects.toThrow("the terminal is gone");
    expect(await run()).toMatchObject({ recordedCount: 20 });
  });
});
