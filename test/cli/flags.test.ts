import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../temporary-folder.js";
import { inProcess } from "./in-process.js";

const folder = temporaryFolder();
const study = join(folder, "study.yaml");
const done = join(folder, "done");
const small = ["perceptron", "--input-count", "5", "--pattern-count", "5"];
const plot = ["plot", done, "--x", "threshold", "--y", "energy", "--out", join(folder, "plots")];

beforeAll(async () => {
  writeFileSync(
    study,
    `name: flags
learner: perceptron
parameters: { inputCount: 20, patternCount: 10 }
grid: { threshold: [0.5, 1.5], decayTime: [1000, .inf] }
seeds: 1..2
`,
  );
  expect(await inProcess("sweep", study, "--out", done, "--jobs", "1")).toMatchObject({ status: 0 });
});

/** What is said to wrong usage: status 2, nothing on stdout. */
async function refusal(...args: string[]): Promise<string> {
  const { status, stdout, stderr } = await inProcess(...args);
  expect({ status, stdout }, stderr).toEqual({ status: 2, stdout: "" });
  expect(stderr.length).toBeLessThanOrEqual(900);
  return stderr;
}

describe("a flag takes one value", () => {
  it.each<[args: string[], message: string]>([
    [[...small, "--seed", "1", "--seed", "2"], '--seed takes one value, got "1" and "2". Give it once.'],
    [[...small, "--seed=1", "--seed", "1"], '--seed takes one value, got "1" and "1".'],
    [[...plot, "--log", "x", "--log", "y"], '--log takes one value, got "x" and "y".'],
    [["theory", "--error-rate", "0", "--error-rate", "1"], "--error-rate takes one value"],
    [["mlp", "--out", "a", "--out", "b"], "--out takes one value"],
    [["spiking", "--trace", "a", "--trace", "b"], "--trace takes one value"],
    [["verify", "x.json", "--sample", "1", "--sample", "2"], "--sample takes one value"],
    [["reproduce", "--scale", "quick", "--scale", "paper"], "--scale takes one value"],
    [["sweep", "--status", "a", "--status", "b"], "--status takes one value"],
    [["sweep", "x.yaml", "--engine", "local", "--engine", "slurm"], "--engine takes one value"],
  ])("%j", async (args, message) => {
    expect(await refusal(...args)).toContain(message);
  });

  it("and does not swallow what follows", async () => {
    // The study is read, and what is wrong is the engine.
    expect(await refusal("sweep", "--slurm", "account=a", study)).toContain("--slurm is for --engine slurm.");
    const where = ["--x", "threshold", "--y", "energy", "--where", "decayTime=1000", done];
    expect(await inProcess("plot", ...where, "--out", join(folder, "plots"))).toMatchObject({ status: 0 });
  });

  it("unless it may be repeated, which is said where two values follow one flag", async () => {
    const submit = ["sweep", study, "--engine", "slurm", "--out", join(folder, "no")];
    expect(await refusal(...submit, "--slurm", "mem=4G", "--slurm", "array=1")).toContain("--slurm cannot set array");
    expect(await refusal(...submit, "--slurm", "mem=4G", "account=a")).toContain("--slurm a=1 --slurm b=2");
    expect(await refusal(...plot, "--where", "decayTime=1000", "threshold=1")).toContain("--where a=1 --where b=2");
  });

  it.each([
    [["--where", "decayTime=.inf"]],
    [["--where", "decayTime=inf"]],
    [["--where", "decayTime=+.INF"]],
    [["--where", "decayTime=Infinity"]],
    [["--where", "decayTime=1e3"]],
    [["--where", "decayTime=1000.0"]],
  ])("a number in any spelling: %j", async (where) => {
    expect(await inProcess(...plot, ...where)).toMatchObject({ status: 0 });
  });

  it.each(["", "-inf", "nan", "1000 1", "true"])("but not what is none of the values: %j", async (value) => {
    expect(await refusal(...plot, "--where", `decayTime=${value}`)).toContain(
      `--where decayTime must be one of 1000, Infinity, got "${value}".`,
    );
  });

  it("infinity, as YAML spells it, of a learner too", async () => {
    const { status, stdout } = await inProcess(...small, "--decay-time", ".inf", "--threshold", ".Inf", "--json");
    expect(status).toBe(0);
    expect(JSON.parse(stdout).parameters).toMatchObject({ decayTime: "Infinity", threshold: "Infinity" });
  });

  it("and no other flag as a path", async () => {
    expect(await refusal(...small, "--out", "--json")).toContain("--out must be followed by a path, got --json");
    expect(await refusal(...small, "--out", "--engine=")).toContain("--out must be followed by a path, got --engine=");
    expect(await refusal("sweep", study, "--out", "--dry-run")).toContain(
      "that of a file with this name is ./--dry-run",
    );
    expect(existsSync("--json")).toBe(false);
  });
});

describe("a flag of another mode is refused, with the mode it belongs to", () => {
  const queries = [["--status", done], ["--collect", done], ["--cancel", done], ["--schema"]];
  const running = [
    ...[["--shard", "1/2"], ["--jobs", "2"], ["--wait", "5"], ["--engine", "local"], ["--fail-fast"], ["--dry-run"]],
  ];
  const slurm = [
    ...[
      ["--partition", "a"],
      ["--time", "5"],
      ["--max-parallel", "2"],
      ["--task-minutes", "5"],
      ["--slurm", "mem=1"],
    ],
  ];

  describe.each(queries.map((query) => [query]))("beside %j", (query) => {
    it.each(running.map((flag) => [flag]))("%j", async (flag) => {
      const message = await refusal("sweep", ...query, ...flag);
      expect(message).toContain(`${flag[0]} is for running a study, syncache sweep STUDY.yaml --out DIR`);
      expect(message).toContain(`Beside ${query[0]}`);
    });

    it.each(slurm.map((flag) => [flag]))("%j", async (flag) => {
      expect(await refusal("sweep", ...query, ...flag)).toContain(`${flag[0]} is for submitting a study`);
    });
  });

  it("--out, which is for running and for collecting", async () => {
    for (const query of queries.filter(([flag]) => flag !== "--collect")) {
      expect(await refusal("sweep", ...query, "--out", join(folder, "o"))).toMatch(
        /^syncache: --out is for running a study, .* and for --collect DIR\./,
      );
    }
    expect(existsSync(join(folder, "o"))).toBe(false);
  });

  it("--baseline, which is for collecting", async () => {
    const baseline = ["--baseline", "decayTime=1000"];
    for (const mode of [["--status", done], ["--schema"], [study, "--out", done], [study, "--dry-run"]]) {
      expect(await refusal("sweep", ...mode, ...baseline)).toMatch(
        /^syncache: --baseline is for collecting a study, syncache sweep --collect DIR\./,
      );
    }
    expect(await inProcess("sweep", "--collect", done, ...baseline)).toMatchObject({ status: 0 });
  });

  it("that of the other engine, also of a dry run", async () => {
    expect(await refusal("sweep", study, "--dry-run", "--partition", "a")).toContain(
      "--partition is for --engine slurm",
    );
    const submit = ["sweep", study, "--out", join(folder, "o"), "--engine", "slurm"];
    for (const flag of [["--shard", "1/2"], ["--wait", "1"], ["--fail-fast"]]) {
      expect(await refusal(...submit, ...flag)).toContain(`${flag[0]} is not for --engine slurm`);
    }
  });

  it("that of another command, with the commands that have it", async () => {
    expect(await refusal("perceptron", "--hidden-count", "5")).toContain("--hidden-count is a flag of syncache mlp.");
    expect(await refusal("theory", "--runs", "5")).toContain(
      "--runs is a flag of syncache perceptron, syncache mlp and syncache spiking.",
    );
    expect(await refusal("sweep", study, "--threshold=5")).toContain("--threshold is a flag of syncache perceptron");
  });

  it("but a flag without effect under a policy is accepted", async () => {
    expect(await inProcess(...small, "--policy", "none", "--threshold", "3")).toMatchObject({ status: 0 });
  });
});

describe("--collect --out", () => {
  it("writes the tables there and nothing into the folder of the study", async () => {
    const before = readdirSync(done);
    const out = join(folder, "tables", "deep");
    expect(await inProcess("sweep", "--collect", done, "--out", out)).toMatchObject({ status: 0 });
    const names = ["results.csv", "results.parquet", "summary.csv", "summary.parquet"];
    expect(readdirSync(out).sort()).toEqual(names);
    expect(readdirSync(done)).toEqual(before);
    const { stdout } = await inProcess("sweep", "--collect", done, "--json");
    expect(JSON.parse(stdout).files).toEqual(names.map((name) => join(done, name)));
    for (const name of names) expect(readFileSync(join(done, name)), name).toEqual(readFileSync(join(out, name)));
  });

  it("refuses the folder of another study, and a folder in the place of a table", async () => {
    const other = join(folder, "other");
    mkdirSync(other);
    writeFileSync(join(other, "study.json"), "{}");
    expect(await refusal("sweep", "--collect", done, "--out", other)).toContain(
      "must not be the folder of another study",
    );
    const taken = join(folder, "taken");
    mkdirSync(join(taken, "results.csv"), { recursive: true });
    expect(await refusal("sweep", "--collect", done, "--out", taken)).toContain("is a folder, and a table is to have");
    expect(await refusal("sweep", "--collect", done, "--out", study)).toContain("exists and is not a folder");
  });

  it("is the way out of a folder that cannot be written", async () => {
    // Nobody, not even root, writes there.
    const out = "/proc/x";
    expect(await refusal("sweep", "--collect", done, "--out", out)).toContain("cannot write to the output folder");
  });

  it.skipIf(process.getuid?.() === 0)("which is said for a folder of somebody else", async () => {
    chmodSync(done, 0o555);
    try {
      expect(await refusal("sweep", "--collect", done)).toContain("With --out OTHER the tables go elsewhere.");
      expect(await inProcess("sweep", "--collect", done, "--out", join(folder, "mine"))).toMatchObject({ status: 0 });
    } finally {
      chmodSync(done, 0o755);
    }
  });
});

describe("outputs are tried before the work starts", () => {
  /** Would take hours. */
  const long = ["--max-epochs", "1000000", "--runs", "100000"];

  it("a folder where a file is to be", async () => {
    const out = join(folder, "results");
    for (const name of ["perceptron.csv", "mlp.json", "spiking-curve.csv"])
      mkdirSync(join(out, name), { recursive: true });
    const said = "is a folder, and a file is to have that name";
    expect(await refusal("perceptron", ...long, "--out", out)).toContain(said);
    expect(await refusal("mlp", "--max-patterns", "100000000", "--out", out)).toContain(said);
    expect(await refusal("spiking", ...long, "--out", out)).toContain(said);
    expect(await refusal("spiking", ...long, "--trace", out)).toContain(said);
  });
});

it("what was typed is repeated shortened, and without what a terminal obeys", async () => {
  const long = `\u001b[2J${"x".repeat(5000)}`;
  for (const args of [
    [long],
    ["perceptron", `--${long}`],
    ["perceptron", "--jobs", long],
    ["perceptron", "--policy", long],
    ["sweep", "x", "--wait", long],
    ["sweep", "x", "--engine", long],
    ["sweep", study, "--shard", long, "--out", "x"],
    ["reproduce", long],
    ["reproduce", "--scale", long],
    ["verify", study, "--sample", long],
    [...plot, "--where", long],
    [...plot, "--where", `decayTime=${long}`],
    [...plot, "--series", long],
    [...plot, "--log", long],
    [...plot.map((arg) => (arg === "energy" ? long : arg)), "--where", "decayTime=1000"],
  ]) {
    expect(await refusal(...args)).not.toContain("\u001b");
  }
});
