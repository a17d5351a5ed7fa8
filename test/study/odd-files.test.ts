import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { start, temporaryFolder } from "../cli/run-cli.js";
import { sweep } from "./studies.js";

const folder = temporaryFolder();
const done = join(folder, "done");
const study = join(folder, "study.yaml");
writeFileSync(study, "{ name: a, learner: perceptron, parameters: { inputCount: 10, patternCount: 5 } }");
beforeAll(() => sweep(study, "--out", done));

const PATIENCE_MS = 20_000;

/** The status and the message of a command that is not to wait, and is ended where it does. */
async function endOf(...args: string[]): Promise<{ status: number | null; stderr: string }> {
  const { child, ended } = start(args);
  const timer = setTimeout(() => child.kill("SIGKILL"), PATIENCE_MS);
  const { status, stderr } = await ended;
  clearTimeout(timer);
  return { status, stderr };
}

/** What may have the name of a file that the program keeps. */
const odd: Record<string, (path: string) => void> = {
  "a folder": (path) => mkdirSync(path),
  "a pipe": (path) => execFileSync("mkfifo", [path]),
  "a device": (path) => symlinkSync("/dev/zero", path),
};
const kinds = Object.keys(odd);

/** A copy of the study with something odd in the place of one of its files. */
function copyWith(kind: string, ...place: string[]): string {
  const out = join(folder, `${kind} as ${place.join(" ")}`);
  cpSync(done, out, { recursive: true });
  const path = join(out, ...place);
  rmSync(path, { force: true });
  odd[kind]!(path);
  return out;
}

describe.skipIf(process.platform === "win32")("is refused with its name where a file of the folder should be:", () => {
  it.each(kinds)("%s, in place of the journal of a study", { timeout: 120_000 }, async (kind) => {
    const out = copyWith(kind, "journal", "shard-1-of-1.jsonl");
    for (const args of [
      ["sweep", "--status", out],
      ["sweep", "--collect", out],
      ["sweep", study, "--out", out],
    ]) {
      const { status, stderr } = await endOf(...args);
      expect({ status, stderr }).toMatchObject({ status: 2 });
      expect(stderr).toMatch(/shard-1-of-1\.jsonl", which the program keeps there: it is a .*Move away/s);
      expect(stderr).toContain(`it is ${kind}.`);
    }
  });

  it.each(kinds)("%s, in place of study.json", { timeout: 120_000 }, async (kind) => {
    const { status, stderr } = await endOf("sweep", study, "--out", copyWith(kind, "study.json"));
    expect({ status, stderr }).toMatchObject({ status: 2 });
    expect(stderr).toMatch(new RegExp(`study\\.json": it is ${kind}\\..*Put back what the program wrote`, "s"));
  });

  it.each(kinds)("%s, in place of the journal of reproduce", { timeout: 120_000 }, async (kind) => {
    const out = join(folder, `figures, ${kind}`);
    mkdirSync(out);
    odd[kind]!(join(out, "jobs.jsonl"));
    const { status, stderr } = await endOf("reproduce", "1b", "--out", out);
    expect({ status, stderr }).toMatchObject({ status: 2 });
    expect(stderr).toContain(`jobs.jsonl", which the program keeps there: it is ${kind}.`);
  });

  it("a file, in place of the folder of journals", { timeout: 60_000 }, async () => {
    const out = join(folder, "file as journal");
    cpSync(done, out, { recursive: true });
    rmSync(join(out, "journal"), { recursive: true });
    writeFileSync(join(out, "journal"), "");
    for (const args of [
      ["sweep", "--status", out],
      ["sweep", study, "--out", out],
    ]) {
      const { status, stderr } = await endOf(...args);
      expect({ status, stderr }).toMatchObject({ status: 2 });
      expect(stderr).toMatch(/cannot (read the folder|write to the output folder) ".*journal"/);
    }
    expect(existsSync(join(out, "study.json"))).toBe(true);
  });
});
