import { createHash } from "node:crypto";
import { appendFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Job, keyOf } from "../../src/jobs/index.js";
import { JobJournal, jobHash } from "../../src/node/job-journal.js";
import type { PerceptronRunCounts } from "../../src/perceptron/index.js";
import { temporaryFolder } from "../temporary-folder.js";

/** Where the part of a line begins that its checksum is of. */
const BODY = '{"sum":"0123456789abcdef",'.length;
const folder = temporaryFolder();
let count = 0;
const newPath = (): string => join(folder, `${count++}.jsonl`);

const job = (seed: number): Job => ({ kind: "perceptron", parameters: { seed } });
const hash = (seed: number): string => jobHash(keyOf(job(seed)));
const result = (seed: number, threshold = 1) => ({ seed, threshold }) as PerceptronRunCounts;

/** A journal of code "a" with these seeds. */
async function written(...seeds: number[]): Promise<string> {
  const path = newPath();
  const journal = new JobJournal(path, "a");
  for (const seed of seeds) journal.append(job(seed), result(seed), seed / 8);
  await journal.close();
  return path;
}

describe("JobJournal", () => {
  it("keeps results, Infinity included, and the seconds they took", async () => {
    const path = await written(1, 2);
    const journal = new JobJournal(path, "a");
    journal.append(job(3), result(3, Number.POSITIVE_INFINITY), 0.5);
    expect([1, 2, 3, 4].map((seed) => journal.has(hash(seed)))).toEqual([true, true, true, false]);
    expect(journal.resultOf(hash(2))).toEqual(result(2));
    expect(journal.resultOf(hash(3))).toEqual(result(3, Number.POSITIVE_INFINITY));
    expect([1, 2, 3, 4].map((seed) => journal.secondsOf(hash(seed)))).toEqual([0.125, 0.25, 0.5, 0]);
    expect(() => journal.resultOf(hash(4))).toThrow("has not been run");
    await journal.close();
  });

  it.each([1, 30, 100])("forgets a last line that was torn after %i characters, silently", async (length) => {
    const path = await written(1, 2);
    const whole = readFileSync(path, "utf8");
    appendFileSync(path, whole.slice(0, length));
    const journal = new JobJournal(path, "a");
    expect(journal.report).toEqual({ damagedLines: [], staleCount: 0 });
    await journal.close();
    expect(readFileSync(path, "utf8")).toBe(whole);
  });

  it("reports damaged lines wherever they are, and loses no other", async () => {
    const path = await written(1, 2, 3, 4);
    const lines = readFileSync(path, "utf8").split("\n");
    lines[1] = lines[1]!.replace('"seed":2,"threshold":1', '"seed":2,"threshold":7');
    lines[3] = "";
    writeFileSync(path, `${lines.slice(0, 4).join("\n")}\n`);
    const journal = new JobJournal(path, "a");
    expect(journal.report.damagedLines).toEqual([2, 4]);
    expect([1, 2, 3, 4].map((seed) => journal.has(hash(seed)))).toEqual([true, false, true, false]);
    expect(journal.resultOf(hash(3))).toEqual(result(3));
    journal.append(job(2), result(2), 1);
    expect(journal.resultOf(hash(2))).toEqual(result(2));
    await journal.close();
    expect(new JobJournal(path, "a").report.damagedLines).toEqual([]);
  });

  it("drops results of other code, and counts them", async () => {
    const path = await written(1, 2);
    const journal = new JobJournal(path, "b");
    expect(journal.report).toEqual({ damagedLines: [], staleCount: 2 });
    expect(journal.has(hash(1))).toBe(false);
    await journal.close();
    expect(readFileSync(path, "utf8")).toBe("");
  });

  it("forgets what it is told to forget, and nothing else", async () => {
    const journal = new JobJournal(await written(1, 2, 3), "a", new Set([hash(2)]));
    expect([1, 2, 3].map((seed) => journal.has(hash(seed)))).toEqual([true, false, true]);
    expect(journal.resultOf(hash(3))).toEqual(result(3));
    await journal.close();
  });

  it("refuses to hand out the result of another job, and says what to do", async () => {
    const path = await written(1, 3);
    const journal = new JobJournal(path, "a");
    // Another program exchanges the lines, which have the same length.
    const [first, second] = readFileSync(path, "utf8").trimEnd().split("\n");
    expect(first!.length).toBe(second!.length);
    writeFileSync(path, `${second}\n${first}\n`);
    expect(() => journal.resultOf(hash(1))).toThrow(
      /has changed while it was in use: the result of job .* run the command/,
    );
    await journal.close();
  });

  it("takes a line whose job is not the one it is kept under for damaged", async () => {
    const path = await written(1);
    const body = readFileSync(path, "utf8")
      .trimEnd()
      .slice(BODY)
      .replace(
        '"job":{"kind":"perceptron","parameters":{"seed":1}}',
        '"job":{"kind":"perceptron","parameters":{"seed":2}}',
      );
    const sum = createHash("sha256").update(`${body}`).digest("hex").slice(0, 16);
    writeFileSync(path, `{"sum":"${sum}",${body}\n`);
    const journal = new JobJournal(path, "a");
    expect(journal.report.damagedLines).toEqual([1]);
    await journal.close();
  });

  it("removes a copy of itself that an earlier version had under way when it was killed", async () => {
    const path = await written(1);
    writeFileSync(`${path}.4711.tmp`, "torn");
    await new JobJournal(path, "a").close();
    expect(readdirSync(folder).filter((name) => name.startsWith(`${basename(path)}.`))).toEqual([]);
  });

  it("gives a job's last result where two processes have run it", async () => {
    const path = newPath();
    const [one, other] = [new JobJournal(path, "a"), new JobJournal(path, "a")];
    one.append(job(1), result(1, 1), 1);
    other.append(job(1), result(1, 2), 1);
    one.append(job(2), result(2), 1);
    expect(one.resultOf(hash(2))).toEqual(result(2));
    for (const journal of [one, other]) await journal.close();
    const again = new JobJournal(path, "a");
    expect(again.resultOf(hash(1))).toEqual(result(1, 2));
    again.close();
  });
});
