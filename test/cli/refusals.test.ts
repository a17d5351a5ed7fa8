import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { figures } from "../../src/paper/figures.js";
import { refusalOf } from "./in-process.js";
import { syncache, temporaryFolder } from "./run-cli.js";

const folder = temporaryFolder();
const file = join(folder, "file.txt");
writeFileSync(file, "");

/** Given with a refused value, so that a program that starts to work all the same does not end in time. */
const huge = ["--pattern-count", "1900", "--runs", "100000"];

const theCount = (flag: string, max: number, min = 1) => `${flag} must be an integer from ${min} to ${max}, got `;

describe.concurrent("values out of their range are refused, each with flag, range and what was given", () => {
  const threshold = "--threshold must be ≥ 0 or Infinity (weight units) or auto, auto-shared, adaptive, got ";
  const decayTime = "--decay-time must be > 0 or Infinity (time steps), got ";
  const cost = "--maintenance-cost must be ≥ 0 (energy per weight unit and time step), got ";
  const policy =
    "--policy must be one of none, local-local, local-global, global-global, local-layer, local-excess, clock, rent-or-buy, rent-or-buy-levels, excess-by-silence, got ";

  // A command says so of every flag that is wrong: one start of the program for each list.
  it.each<[what: string, command: string, wrong: [flag: string, value: string, message: string][]]>([
    [
      "negative",
      "perceptron",
      [
        ["--pattern-count", "-1", `${theCount("--pattern-count", 1_000_000)}-1.`],
        ["--runs", "-2", `${theCount("--runs", 100_000)}-2.`],
        ["--seed", "-1", `${theCount("--seed", 2 ** 52, 0)}-1.`],
        ["--threshold", "-1", `${threshold}-1. Use 0 to consolidate every change at once`],
        ["--decay-time", "-5", `${decayTime}-5.`],
        ["--maintenance-cost", "-0.1", `${cost}-0.1.`],
        ["--change-cost", "-1e-9", "--change-cost must be ≥ 0 (energy per weight unit), got -1e-9."],
        ["--policy", "-", `${policy}"-".`],
      ],
    ],
    [
      "no number",
      "perceptron",
      [
        ["--pattern-count", "NaN", `${theCount("--pattern-count", 1_000_000)}"NaN".`],
        ["--input-count", "0x10", `${theCount("--input-count", 1_000_000)}"0x10".`],
        ["--runs", "1_000", `${theCount("--runs", 100_000)}"1_000".`],
        ["--threshold", "NaN", `${threshold}"NaN".`],
        ["--decay-time", "never", `${decayTime}"never".`],
        ["--maintenance-cost", "1,5", `${cost}"1,5".`],
        ["--policy", "toString", `${policy}"toString".`],
      ],
    ],
    [
      "empty",
      "perceptron",
      [
        ["--pattern-count", "", `${theCount("--pattern-count", 1_000_000)}"".`],
        ["--threshold", "", `${threshold}"".`],
        ["--decay-time", " ", `${decayTime}" ".`],
        ["--policy", "", `${policy}"".`],
      ],
    ],
    [
      "zero and fractions",
      "perceptron",
      [
        ["--pattern-count", "0", `${theCount("--pattern-count", 1_000_000)}0.`],
        ["--input-count", "1.5", `${theCount("--input-count", 1_000_000)}1.5.`],
        ["--runs", "0", `${theCount("--runs", 100_000)}0.`],
        ["--max-epochs", "0.5", `${theCount("--max-epochs", 1_000_000)}0.5.`],
        ["--decay-time", "0", `${decayTime}0. Use Infinity for no decay.`],
      ],
    ],
    [
      "too large",
      "perceptron",
      [
        ["--pattern-count", "1000000000", `${theCount("--pattern-count", 1_000_000)}1000000000.`],
        ["--input-count", "Infinity", `${theCount("--input-count", 1_000_000)}Infinity.`],
        ["--max-epochs", "1e7", `${theCount("--max-epochs", 1_000_000)}10000000.`],
        ["--runs", "100001", `${theCount("--runs", 100_000)}100001.`],
        ["--seed", "4503599627370497", `${theCount("--seed", 2 ** 52, 0)}4503599627370497.`],
        ["--maintenance-cost", "Infinity", `${cost}Infinity.`],
        ["--cost-exponent", "11", "--cost-exponent must be ≥ 0 and ≤ 10 (dimensionless), got 11."],
      ],
    ],
    [
      "unknown words",
      "perceptron",
      [
        ["--policy", "None", `${policy}"None".`],
        ["--engine", "gpu", '--engine must be one of fast, reference, got "gpu".'],
        ["--threshold", "--json", `${threshold}"--json".`],
        ["--decay-time", "-Infinity", `${decayTime}"-Infinity".`],
      ],
    ],
    [
      "out of range",
      "mlp",
      [
        ["--hidden-count", "0", `${theCount("--hidden-count", 10_000)}0.`],
        ["--max-patterns", "1e9", `${theCount("--max-patterns", 100_000_000)}1000000000.`],
        ["--evaluate-every", "0", `${theCount("--evaluate-every", 100_000_000)}0.`],
        ["--learning-rate", "0", "--learning-rate must be > 0 and ≤ 1000 (dimensionless), got 0."],
        ["--target-accuracy", "1.01", "--target-accuracy must be > 0 and ≤ 1 (share of the test images), got 1.01."],
        ["--gradient", "approximate", '--gradient must be one of exact, authors, got "approximate".'],
        ["--dataset", "", '--dataset must be a name, got "". Use mnist or the path of a folder of IDX files.'],
        ["--threshold", "auto", '--threshold must be ≥ 0 or Infinity (weight units) or adaptive, got "auto".'],
      ],
    ],
    [
      "out of range",
      "theory",
      [
        ["--pattern-count", "0", `${theCount("--pattern-count", 2_000_000)}0.`],
        ["--threshold", "0", "--threshold must be > 0 (weight units), got 0."],
        ["--error-rate", "1.5", "--error-rate must be ≥ 0 and ≤ 1 (share of the presentations), got 1.5."],
      ],
    ],
  ])("%s, by %s", async (_, command, wrong) => {
    const args = [command];
    for (const [flag, value] of wrong) args.push(flag, value);
    const lines = await refusalOf(...args);
    for (const [flag, , message] of wrong) expect(lines, flag).toContain(message);
    expect(lines.match(/ must be /g)).toHaveLength(wrong.length);
  });

  it.each(["0", "1.5", "", "many", "1025", "-1"])("--jobs %j", async (value) => {
    expect(await refusalOf("perceptron", "--jobs", value)).toContain(
      `${theCount("--jobs", 1024)}"${value}". Leave it out for one a core.`,
    );
  });

  it.each([[["perceptron", "--pattern-count", "0"]], [["perceptron", "--engine", "gpu"]], [["reproduce", "9z"]]])(
    "with what to do: %j",
    async (args) => {
      // A sentence follows what was given.
      expect(await refusalOf(...args)).toMatch(/got [^ ]+\.\s+[A-Z].*\.$/m);
    },
  );
});

describe.concurrent("what there is not is refused, with what was meant if that is plain", () => {
  const hint = "Type `syncache --help`, or `syncache COMMAND --help`, to see what there is.";

  it.each<[args: string[], message: string | RegExp]>([
    [["percepton"], /unknown command 'percepton'\n\(Did you mean perceptron\?\)/],
    [["--treshold"], "unknown option '--treshold'"],
    [["perceptron", "--pattern-cuont", "5"], /unknown option '--pattern-cuont'\n\(Did you mean --pattern-count\?\)/],
    [["perceptron", "--JSON"], "unknown option '--JSON'"],
    [["perceptron", "--curve=yes"], "unknown option '--curve=yes'"],
    [["perceptron", "--hidden-count", "5"], "unknown option '--hidden-count'"],
    [["perceptron", "--threshold"], "option '--threshold <x|auto|auto-shared|adaptive>' argument missing"],
    [["perceptron", "--out"], "option '--out <folder>' argument missing"],
    [["perceptron", "5"], "too many arguments for 'perceptron'"],
    [["mlp", "mnist"], "too many arguments for 'mlp'"],
    [["theory", "1000", "1000"], "too many arguments for 'theory'"],
    [["reproduce", "--scale", "large"], "argument 'large' is invalid. Allowed choices are quick, paper."],
    [["reproduce", "--scale", "tiny"], "argument 'tiny' is invalid. Allowed choices are quick, paper."],
  ])("%j", async (args, message) => {
    const said = await refusalOf(...args);
    expect(said).toMatch(message);
    expect(said).toContain(hint);
  });

  it.each([["2z"], ["2b", "3x"], [""], ["2b "]])("reproduce %j", async (...ids) => {
    expect(await refusalOf("reproduce", ...ids)).toContain(
      `figure must be one of ${figures.map(({ id }) => id).join(", ")} or all, got "${ids.at(-1)}".`,
    );
  });
});

describe.concurrent("sizes no machine holds are refused before anything is allocated", () => {
  it("patterns × inputs", async () => {
    const sizes = ["--input-count", "1000000", "--pattern-count", "1000000"];
    const message = await refusalOf("perceptron", ...sizes, "--engine", "reference");
    expect(message).toContain("input count × pattern count must be at most 2147483647");
    expect(message).toContain("got 1000000 × 1000000 = 1000000000000. Use fewer inputs or fewer patterns.");
    expect(await refusalOf("perceptron", ...sizes)).toMatch(/at most 2147483647|--engine reference/);
  });

  it.each([[["--runs", "1000"]], [["--decay-time", "50"]], [["--threshold", "auto"]]])(
    "patterns × patterns, in the fast engine, with %j",
    async (flags) => {
      const message = await refusalOf("perceptron", "--pattern-count", "100000", "--input-count", "10", ...flags);
      expect(message).toMatch(/2\.1 GB, got 20\.0 GB for 100000 patterns of 10 inputs.*Use .*--engine reference/);
    },
  );

  it("seeds of later runs", async () => {
    const message = await refusalOf("perceptron", "--seed", String(2 ** 52), "--runs", "2");
    expect(message).toMatch(/--seed must be an integer from 0 to 450359962737049[56]/);
  });
});

describe.concurrent("an output folder that cannot be written is refused before the work starts", () => {
  it.each<[what: string, path: string, reason: string]>([
    ["a file", file, "exists and is not a folder"],
    ["below a file", join(file, "deep", "er"), `${file} exists and is not a folder`],
    ["below a device", "/dev/null/x", "/dev/null exists and is not a folder"],
    ["in /proc", "/proc/x", "ENOENT"],
    ["an empty name", "", ""],
  ])("%s", async (_, path, reason) => {
    const message = await refusalOf("perceptron", ...huge, "--out", path);
    expect(message).toContain(`cannot write to the output folder ${JSON.stringify(path)}: `);
    expect(message).toContain(reason);
    expect(message).toContain("Give a folder that can be created and written");
  });

  it("by mlp and reproduce too", async () => {
    const place = ["--out", join(file, "x")];
    const said = "cannot write to the output folder";
    expect(await refusalOf("mlp", "--max-patterns", "100000000", ...place)).toContain(said);
    expect(await refusalOf("reproduce", "all", ...place)).toContain(said);
  });

  it("but not for the sake of other mistakes: nothing is created when a flag is refused", async () => {
    const path = join(folder, "untouched");
    await refusalOf("perceptron", "--runs", "0", "--out", path);
    await refusalOf("reproduce", "9z", "--out", path);
    expect(existsSync(path)).toBe(false);
  });
});

describe.concurrent("--debug", () => {
  it.each([
    [["--debug", "perceptron", "--threshold", "-1"]],
    [["perceptron", "--threshold", "-1", "--debug"]],
    [["theory", "--pattern-count", "5000", "--debug"]],
  ])("shows where an error came from: %j", async (args) => {
    const { status, stdout, stderr } = await syncache(...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(/^syncache: UsageError: --.* must be /);
    expect(stderr).toMatch(/^ {4}at /m);
  });
});
