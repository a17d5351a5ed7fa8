import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../temporary-folder.js";
import { tinyDigits, writeFolder } from "./idx-files.js";
import { inProcess } from "./in-process.js";

const folder = temporaryFolder();
const study = join(folder, "study.yaml");
const digits = join(folder, "digits");
const out = join(folder, "out");

beforeAll(() => {
  writeFolder(digits, tinyDigits());
  writeFileSync(
    study,
    "name: a\nlearner: perceptron\nparameters: { inputCount: 5, patternCount: 3 }\ngrid: { threshold: [1, 2] }\n",
  );
});

const saidOf = async (...args: string[]): Promise<string> => (await inProcess(...args)).stderr;

describe("advice on runs that did not converge can help where it is given", () => {
  it("by more passes, and by what decays where there is a cache", async () => {
    const spiking = ["spiking", "--max-epochs", "10", "--decay-time", "5", "--policy"];
    expect(await saidOf(...spiking, "local-global")).toContain(
      "Raise --max-epochs, raise --decay-time, or lower --threshold.",
    );
    expect(await saidOf(...spiking, "none")).toContain("Raise --max-epochs.");
  });

  it("by an accuracy that can be reached", async () => {
    const mlp = ["mlp", "--dataset", digits, "--max-patterns", "5", "--hidden-count", "3", "--target-accuracy", "1"];
    expect(await saidOf(...mlp)).toContain("raise --max-patterns, or lower that accuracy.");
  });
});

describe("advice on studies", () => {
  it("names the command that runs what is missing, or says how far the other parts are", async () => {
    const part = await inProcess("sweep", study, "--out", out, "--shard", "2/5", "--jobs", "1");
    expect(part.stdout).toContain(
      `All jobs of part 2/5 are recorded. How far the study is: syncache sweep --status ${out}`,
    );
    const empty = join(folder, "empty");
    await inProcess("sweep", study, "--out", empty, "--shard", "5/5", "--jobs", "1");
    const said = await saidOf("plot", empty, "--x", "threshold", "--y", "energy");
    expect(said).toContain(`Run it first: syncache sweep ${join(empty, "study.json")} --out ${empty}`);
    const [, command] = /first: syncache (.*)\n/.exec(said)!;
    expect(await inProcess(...command!.split(" "), "--jobs", "1")).toMatchObject({ status: 0 });
    expect(await inProcess("plot", empty, "--x", "threshold", "--y", "energy")).toMatchObject({ status: 0 });
  });

  it("says what --jobs is without it: a core each here, one for a task of Slurm", async () => {
    expect(await saidOf("sweep", study, "--out", out, "--jobs", "0")).toContain("Leave it out for one a core.");
    const slurm = ["sweep", study, "--out", out, "--engine", "slurm"];
    expect(await saidOf(...slurm, "--jobs", "0")).toContain("Leave it out for one a task.");
  });
});
