import { appendFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { crc32 } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { Job } from "../../src/jobs/index.js";
import { jobId } from "../../src/node/journals/job-id.js";
import type { PerceptronRunCounts } from "../../src/perceptron/index.js";
import { KeptResults } from "../../src/reproduce/kept-results.js";
import { root, temporaryFolder } from "../cli/run-cli.js";

/** The end of a line, behind what its checksum is of. */
const SEAL = ',"crc32":"01234567"}'.length;
const folder = temporaryFolder();
let count = 0;
const newPath = (): string => join(folder, `${count++}.jsonl`);

const job = (seed: number): Job => ({ kind: "perceptron", parameters: { seed } });
const id = (seed: number): string => jobId(job(seed));
const result = (seed: number, threshold = 1) => ({ seed, threshold }) as PerceptronRunCounts;

/** A journal of code "a" with these seeds. */
async function written(...seeds: number[]): Promise<string> {
  const path = newPath();
  const journal = new KeptResults(path, "a");
  for (const seed of seeds) journal.append(job(seed), result(seed), seed / 8);
  await journal.close();
  return path;
}

describe("KeptResults", () => {
  it("keeps results, Infinity included, and the seconds they took", async () => {
    const path = await written(1, 2);
    const journal = new KeptResults(path, "a");
    journal.append(job(3), result(3, Number.POSITIVE_INFINITY), 0.5);
    expect([1, 2, 3, 4].map((seed) => journal.has(id(seed)))).toEqual([true, true, true, false]);
    expect(journal.resultOf(id(2))).toEqual(result(2));
    expect(journal.resultOf(id(3))).toEqual(result(3, Number.POSITIVE_INFINITY));
    expect([1, 2, 3, 4].map((seed) => journal.secondsOf(id(seed)))).toEqual([0.125, 0.25, 0.5, 0]);
    expect(() => journal.resultOf(id(4))).toThrow("has not been run");
    await journal.close();
  });

  it.each([1, 30, 100])("forgets a last line that was torn after %i characters, silently", async (length) => {
    const path = await written(1, 2);
    const whole = readFileSync(path, "utf8");
    appendFileSync(path, whole.slice(0, length));
    const journal = new KeptResults(path, "a");
    expect(journal.report).toEqual({ damagedLines: [], staleCount: 0, setAside: null });
    await journal.close();
    expect(readFileSync(path, "utf8")).toBe(whole);
  });

  it("reports damaged lines wherever they are, and loses no other", async () => {
    const path = await written(1, 2, 3, 4);
    const lines = readFileSync(path, "utf8").split("\n");
    lines[1] = lines[1]!.replace('"seed":2,"threshold":1', '"seed":2,"threshold":7');
    lines[3] = "";
    writeFileSync(path, `${lines.slice(0, 4).join("\n")}\n`);
    const journal = new KeptResults(path, "a");
    expect(journal.report.damagedLines).toEqual([2, 4]);
    expect([1, 2, 3, 4].map((seed) => journal.has(id(seed)))).toEqual([true, false, true, false]);
    expect(journal.resultOf(id(3))).toEqual(result(3));
    journal.append(job(2), result(2), 1);
    expect(journal.resultOf(id(2))).toEqual(result(2));
    await journal.close();
    expect(new KeptResults(path, "a").report.damagedLines).toEqual([]);
  });

  it("puts results of other code aside, each time under another name, and counts them", async () => {
    const path = await written(1, 2);
    const before = readFileSync(path, "utf8");
    const journal = new KeptResults(path, "b");
    const setAside = path.replace(".jsonl", "-old-1.jsonl");
    expect(journal.report).toEqual({ damagedLines: [], staleCount: 2, setAside });
    expect(readFileSync(setAside, "utf8")).toBe(before);
    expect(journal.has(id(1))).toBe(false);
    await journal.close();
    expect(readFileSync(path, "utf8")).toBe("");
    writeFileSync(path, before);
    const again = new KeptResults(path, "b");
    expect(again.report.setAside).toBe(path.replace(".jsonl", "-old-2.jsonl"));
    await again.close();
    expect(readFileSync(setAside, "utf8")).toBe(before);
  });

  it("drops results of version 0.1.0, which had another form, and finds damage among them", () => {
    const path = newPath();
    const former = readFileSync(join(root, "test", "fixtures", "figures-0.1.0", "jobs.jsonl"), "utf8");
    const [first, second] = former.trimEnd().split("\n");
    writeFileSync(path, `${first}\n${second!.replace('"seed":2', '"seed":3')}\n${second}\n`);
    const journal = new KeptResults(path, "0.1.0-b18a9481449534f9");
    expect(journal.report).toMatchObject({ damagedLines: [2], staleCount: 2 });
    expect(readFileSync(path, "utf8")).toBe("");
  });

  it("forgets what it is told to forget, and nothing else", async () => {
    const journal = new KeptResults(await written(1, 2, 3), "a", new Set([id(2)]));
    expect([1, 2, 3].map((seed) => journal.has(id(seed)))).toEqual([true, false, true]);
    expect(journal.resultOf(id(3))).toEqual(result(3));
    await journal.close();
  });

  it("refuses to hand out the result of another job, and says what to do", async () => {
    const path = await written(1, 3);
    const journal = new KeptResults(path, "a");
    // Another program exchanges the lines, which have the same length.
    const [first, second] = readFileSync(path, "utf8").trimEnd().split("\n");
    expect(first!.length).toBe(second!.length);
    writeFileSync(path, `${second}\n${first}\n`);
    expect(() => journal.resultOf(id(1))).toThrow(
      /has changed while it was in use: the result of job .* run the command/,
    );
    await journal.close();
  });

  it("takes a line whose job is not the one it is kept under for damaged", async () => {
    const path = await written(1);
    const body = readFileSync(path, "utf8")
      .trimEnd()
      .slice(0, -SEAL)
      .replace('"parameters":{"seed":1}', '"parameters":{"seed":2}');
    expect(body).toContain('"parameters":{"seed":2}');
    writeFileSync(path, `${body},"crc32":"${crc32(body).toString(16).padStart(8, "0")}"}\n`);
    const journal = new KeptResults(path, "a");
    expect(journal.report.damagedLines).toEqual([1]);
    await journal.close();
  });

  it("removes a copy of itself that an earlier version had under way when it was killed", async () => {
    const path = await written(1);
    writeFileSync(`${path}.4711.tmp`, "torn");
    await new KeptResults(path, "a").close();
    expect(readdirSync(folder).filter((name) => name.startsWith(`${basename(path)}.`))).toEqual([]);
  });

  it("gives a job's last result where two processes have run it", async () => {
    const path = newPath();
    const [one, other] = [new KeptResults(path, "a"), new KeptResults(path, "a")];
    one.append(job(1), result(1, 1), 1);
    other.append(job(1), result(1, 2), 1);
    one.append(job(2), result(2), 1);
    expect(one.resultOf(id(2))).toEqual(result(2));
    for (const journal of [one, other]) await journal.close();
    const again = new KeptResults(path, "a");
    expect(again.resultOf(id(1))).toEqual(result(1, 2));
    again.close();
  });
});
