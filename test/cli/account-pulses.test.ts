import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { npy } from "../account/npy.js";
import { inProcess, refusalOf } from "./in-process.js";
import { root, temporaryFolder } from "./run-cli.js";

const folder = temporaryFolder();
const file = join(folder, "counts.npy");
writeFileSync(file, npy(Float64Array.of(0, 1, 3, 5, 6, 16), [2, 3]));

describe("syncache account --pulses", () => {
  it("prints what docs/account.md says", async () => {
    const page = readFileSync(join(root, "docs", "account.md"), "utf8");
    const [, line, printed] = /^\$ syncache (account --pulses .*)\n([\s\S]*?)\n```$/m.exec(page)!;
    const { status, stdout } = await inProcess(...line!.replace("counts.npy", file).split(" "));
    expect(status).toBe(0);
    expect(stdout.replaceAll("\u202f", " ").trimEnd()).toBe(printed);
  });

  it("writes the same as JSON, as CSV and as a figure", async () => {
    const out = join(folder, "out");
    const { status, stdout } = await inProcess("account", "--pulses", file, "--json", "--out", out);
    expect(status).toBe(0);
    const document = JSON.parse(stdout);
    expect(document).toMatchObject({ learner: "account", source: { synapseCount: 6 } });
    expect(document).not.toHaveProperty("parameters");
    expect(document).not.toHaveProperty("devices");
    const [run] = document.runs;
    expect(run).toMatchObject({ synapseCount: 6, writeCount: 31, meanWriteCount: 31 / 6, largestWriteCount: 16 });
    expect(run.writeHistogram.at(-1)).toEqual({ from: 16, to: 31, synapseCount: 1 });
    expect(JSON.parse(readFileSync(join(out, "account.json"), "utf8"))).toEqual(document);
    expect(readFileSync(join(out, "account.csv"), "utf8")).toBe(
      `synapseCount,writeCount,meanWriteCount,largestWriteCount\n6,31,${31 / 6},16\n`,
    );
    const figures = ["csv", "png", "svg"].map((kind) => `account-writes.${kind}`);
    expect(readdirSync(out).sort()).toEqual([...figures, "account.csv", "account.json"].sort());
  });

  it("says why a cell's joules or lifetime are not told", async () => {
    const inFefet = await inProcess("account", "--pulses", file, "--persistent-device", "fefet");
    expect(inFefet.stdout).toContain("in proportion to the change, which counts do not tell");
    writeFileSync(join(folder, "none.npy"), npy(Float64Array.of(0, 0), [2]));
    const unwritten = await inProcess(
      ..."account --persistent-device pcm --pulses".split(" "),
      join(folder, "none.npy"),
    );
    expect(unwritten.stdout).toContain("without an end: none is written");
  });

  it.each([
    [["weights.npy"], 'takes the place of weights, but "weights.npy" was given too'],
    [["--policy", "none"], "--policy must be left out with --pulses: the writes have been made"],
    [["--sample", "3"], "--sample must be left out with --pulses"],
    [["--maintenance-cost", "0"], "--maintenance-cost must be left out with --pulses"],
    [["--axis", "synapse"], "--axis must be left out with --pulses: every number"],
    [["--shard", "1/2"], "--shard must be left out"],
    [["--merge"], "--merge must be left out"],
    [["--volatile-device", "3t1c"], "--volatile-device must be left out with --pulses: counts tell neither"],
    [["--step-seconds", "1"], "--step-seconds must be left out"],
    [["--weight-bits", "4"], "--weight-bits needs --persistent-device beside it"],
    [["--persistent-device", "3t1c"], "--persistent-device must be one of"],
    [["--persistent-device", "pcm", "--weight-bits", "65"], "--weight-bits must be an integer from 1 to 64"],
  ])("is refused with %j", async (words, why) =>
    expect(await refusalOf("account", "--pulses", file, ...words)).toContain(why),
  );

  it("needs whole numbers, and an account without it needs weights", async () => {
    writeFileSync(join(folder, "half.npy"), npy(Float64Array.of(1, 0.5), [2]));
    expect(await refusalOf("account", "--pulses", join(folder, "half.npy"))).toContain("synapse 1: a count of writes");
    expect(await refusalOf("account")).toContain("account needs weights");
  });
});
