import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { start, syncache, temporaryFolder } from "./run-cli.js";

const folder = temporaryFolder();

const journal = (out: string): string => join(out, "jobs.jsonl");
const linesOf = (out: string): string[] =>
  existsSync(journal(out)) ? readFileSync(journal(out), "utf8").split("\n").slice(0, -1) : [];
const idsOf = (out: string): string[] => linesOf(out).map((line) => JSON.parse(line).id);
/** Without what is measured in seconds. */
const tables = (out: string): string[] =>
  ["figure-2b.csv", "claims.csv"].map((name) => readFileSync(join(out, name), "utf8"));

/** Figure 2B at scale quick: ten jobs of the paper and ten beyond it, on one thread. */
const JOBS = 20;
const figure = (out: string, ...flags: string[]) => ["reproduce", "2b", "--jobs", "1", "--out", out, ...flags];

/** Ends a run with a signal as soon as some of its jobs are done, and not all. */
async function interrupt(out: string, signal: "SIGINT" | "SIGKILL") {
  const { child, ended } = start(figure(out));
  while (linesOf(out).length < 2 && child.exitCode === null) await wait(5);
  child.kill(signal);
  const end = await ended;
  expect(linesOf(out).length).toBeGreaterThanOrEqual(2);
  expect(linesOf(out).length).toBeLessThan(JOBS);
  return end;
}

describe("reproduce that was interrupted", () => {
  it.each(["SIGINT", "SIGKILL"] as const)("by %s goes on where it ended, to the same result", async (signal) => {
    const out = join(folder, signal);
    const { status, signal: killedBy, stderr } = await interrupt(out, signal);
    if (signal === "SIGINT") {
      expect(status).toBe(130);
      expect(stderr).toContain("the same command goes on where this one ended");
    } else expect(killedBy).toBe(signal);
    const kept = linesOf(out);

    expect(await syncache(...figure(out))).toMatchObject({ status: 0, stderr: "" });
    expect(linesOf(out).slice(0, kept.length)).toEqual(kept);
    expect(new Set(idsOf(out)).size).toBe(JOBS);
    expect(linesOf(out)).toHaveLength(JOBS);

    const undisturbed = join(folder, `${signal}-undisturbed`);
    await syncache(...figure(undisturbed));
    expect(tables(out)).toEqual(tables(undisturbed));
  });
});

describe("what is kept of reproduce", () => {
  const out = join(folder, "kept");

  it("is not run again, and is with --fresh", async () => {
    await syncache(...figure(out));
    const first = linesOf(out);
    expect(first).toHaveLength(JOBS);
    await syncache(...figure(out));
    expect(linesOf(out)).toEqual(first);
    await syncache(...figure(out, "--fresh"));
    expect(new Set(idsOf(out))).toEqual(new Set(first.map((line) => JSON.parse(line).id)));
    expect(linesOf(out)).not.toEqual(first); // the seconds are others
  });

  it("is reported where it is damaged, and only that job is run again", async () => {
    const before = tables(out);
    const lines = linesOf(out);
    // A digit of a result: still JSON.
    const damaged = lines[3]!.replace(
      /("consolidated":\d*)\d/,
      (text, head) => head + ((Number(text.at(-1)) + 1) % 10),
    );
    expect(damaged).not.toBe(lines[3]);
    const torn = lines[JOBS - 1]!.slice(0, 100);
    writeFileSync(journal(out), [...lines.slice(0, 3), damaged, ...lines.slice(4, JOBS - 1), torn].join("\n"));
    const { status, stderr } = await syncache(...figure(out));
    expect(status).toBe(0);
    const aboutJournal = stderr.split("\n").filter((line) => line.includes(journal(out)));
    expect(aboutJournal).toEqual([
      `syncache: ${journal(out)}, line 4: this result is damaged, so its job is run again.`,
    ]);
    const good = [...lines.slice(0, 3), ...lines.slice(4, JOBS - 1)];
    expect(linesOf(out).slice(0, JOBS - 2)).toEqual(good);
    expect(linesOf(out)).toHaveLength(JOBS);
    expect(tables(out)).toEqual(before);
  });
});
