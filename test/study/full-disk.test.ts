import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { syncache, temporaryFolder } from "../cli/run-cli.js";
import { collect, smallStudy, sweep, tableWithoutTimes, writeStudy } from "./studies.js";

const folder = temporaryFolder();
const disk = join(folder, "small disk");
mkdirSync(disk);
// 256 KiB: less than the journal of 500 jobs, more than that of 100.
const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=256k", "tmpfs", disk], { encoding: "utf8" });
afterAll(() => {
  if (mounted.status === 0) spawnSync("umount", [disk]);
});

const canMount = mounted.status === 0;
if (!canMount) {
  const reason = mounted.error?.message ?? mounted.stderr;
  console.error(`SKIPPED: what happens when the disk is full. Mounting a tmpfs needs root on Linux: ${reason}`);
}

it("has a small disk, at least in CI", () => expect(canMount || process.env.CI !== "true").toBe(true));

it.runIf(canMount)("stops with a clear message when the disk is full, and goes on when there is space", async () => {
  const study = writeStudy(join(folder, "study.yaml"), smallStudy(Array.from({ length: 10 }, (_, k) => 50 + 5 * k)));
  const [out, calm] = [join(disk, "out"), join(folder, "calm")];
  const journal = join(out, "journal", "shard-1-of-1.jsonl");

  const { status, stdout, stderr } = await syncache("sweep", study, "--out", out);
  expect({ status, stdout, stderr }).toMatchObject({ status: 1, stdout: "" });
  expect(stderr).toMatch(/shard-1-of-1\.jsonl: the disk is full .*Make space, then run the same command again\./);
  expect(stderr).not.toMatch(/^\s+at /m);
  const written = readFileSync(journal, "utf8");
  expect(written.endsWith("\n")).toBe(true);
  expect(written.length).toBeGreaterThan(100_000);

  // Still full: the same message, and nothing is lost.
  expect((await syncache("sweep", study, "--out", out)).stderr).toContain("Make space");
  expect(readFileSync(journal, "utf8").startsWith(written)).toBe(true);

  expect(spawnSync("mount", ["-o", "remount,size=8m", disk]).status).toBe(0);
  const before = readFileSync(journal, "utf8").trimEnd().split("\n").length;
  expect(await sweep(study, "--out", out)).toMatchObject({ recordedCount: 500 - before });
  expect(readFileSync(journal, "utf8").startsWith(written)).toBe(true);
  await sweep(study, "--out", calm);
  for (const path of [out, calm]) expect(await collect(path)).toMatchObject({ rowCount: 500 });
  expect(tableWithoutTimes(out)).toBe(tableWithoutTimes(calm));

  // Collecting onto a full disk leaves the earlier tables as they are.
  const table = readFileSync(join(out, "results.csv"), "utf8");
  writeFileSync(join(disk, "filler"), "");
  spawnSync("sh", ["-c", 'head -c 20m /dev/zero > "$FILE"'], { env: { ...process.env, FILE: join(disk, "filler") } });
  const full = await syncache("sweep", "--collect", out);
  expect(full).toMatchObject({ status: 1, stderr: expect.stringContaining("the disk is full") });
  rmSync(join(disk, "filler"));
  expect(readFileSync(join(out, "results.csv"), "utf8")).toBe(table);
});
