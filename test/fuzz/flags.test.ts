import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect } from "vitest";
import { tinyDigits, writeFolder } from "../cli/idx-files.js";
import { inProcess, type Outcome } from "../cli/in-process.js";
import { fuzz } from "./fuzzing.js";

const folder = mkdtempSync(join(tmpdir(), "syncache-flags-"));
const at = (name: string): string => join(folder, name);

/** What the commands are given to work with: a study that is done, a run, a file that is neither, and no file. */
const study = at("study.yaml");
const done = at("done");
const recorded = at("run/perceptron.json");
const places = [study, done, recorded, at("run"), at("missing"), at("text.csv"), "", at("device"), "/proc/x"];

beforeAll(async () => {
  writeFileSync(
    study,
    `name: fuzz
learner: perceptron
parameters: { inputCount: 8, patternCount: 5 }
grid: { threshold: [0.5, 1.5], decayTime: [100, .inf] }
seeds: 1..2
`,
  );
  writeFileSync(at("text.csv"), "1,2\n3,4\n");
  mkdirSync(at("out"));
  // A link: should anything be put in the place of the device, it is not that of all programs.
  symlinkSync("/dev/null", at("device"));
  writeFolder(at("digits"), tinyDigits());
  expect(await inProcess("sweep", study, "--out", done, "--jobs", "1")).toMatchObject({ status: 0 });
  const run = ["perceptron", "--input-count", "5", "--pattern-count", "5", "--out", at("run")];
  expect(await inProcess(...run)).toMatchObject({ status: 0 });
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Nothing that is typed for a number is left out: bounds, other spellings, and what is no number. */
const garbage = fc.oneof(
  fc.constantFrom("", " ", "-", "--", "NaN", "-Infinity", ".inf", "1e999", "-1", "0x10", "1,5", "1_000", "١", "--json"),
  fc.constantFrom("__proto__", "constructor", "toString", "null", "true", "\u0000", "\u001b[2J", "\u202e", "💥", "a=b"),
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.string({ minLength: 2000, maxLength: 4000 }),
);
const numbers = fc.oneof(
  fc.constantFrom("0", "1", "2", "5", "0.5", "1e-3", "1e3", "Infinity", "inf", "1e308", "5e-324", "9007199254740993"),
  fc.double({ noNaN: true }).map(String),
  fc.integer({ min: -3, max: 40 }).map(String),
);
const paths = fc.constantFrom(...places, at("out"), at("out/new"));

/** Values of a flag that are meant for it; sizes are bounded so that a case takes well below a second. */
const small = fc.integer({ min: 1, max: 12 }).map(String);
const meant: Record<string, fc.Arbitrary<string>> = {
  ...Object.fromEntries(["--input-count", "--pattern-count", "--runs", "--hidden-count"].map((flag) => [flag, small])),
  "--max-epochs": fc.integer({ min: 1, max: 20 }).map(String),
  "--max-patterns": small,
  "--evaluate-every": small,
  "--policy": fc.constantFrom("none", "local-local", "local-global", "global-global", "local-layer"),
  "--engine": fc.constantFrom("fast", "reference", "local", "slurm"),
  "--gradient": fc.constantFrom("exact", "authors"),
  "--threshold": fc.oneof(numbers, fc.constantFrom("auto", "auto-shared")),
  "--threshold-seeds": fc.constantFrom("1", "1..4", "3,7..9", "5..1", "1..", "0..99999999"),
  "--dataset": fc.constantFrom(at("digits"), at("digits"), "mnist", ...places),
  "--jobs": fc.constantFrom("1", "0", "1025"),
  "--scale": fc.constantFrom("quick", "paper"),
  "--x": fc.constantFrom("threshold", "decayTime", "seed", "energy"),
  "--y": fc.constantFrom("energy", "inefficiency", "epochCount", "converged"),
  "--series": fc.constantFrom("decayTime", "threshold", "policy"),
  "--where": fc.constantFrom("decayTime=100", "decayTime=.inf", "threshold=0.5", "threshold", "=", "policy=none"),
  "--log": fc.constantFrom("x", "y", "x,y", "z", ","),
  "--shard": fc.constantFrom("1/1", "1/2", "2/2", "3/2", "0/1"),
  "--wait": fc.constantFrom("0", "-1", "1.5"),
  "--sample": fc.constantFrom("1", "2", "0"),
};

/** Flags that bound the work where nothing else is typed for them, and that are written last so that they hold. */
const bounds: Record<string, string[]> = {
  perceptron: ["--input-count=8", "--pattern-count=6", "--max-epochs=20", "--jobs=1"],
  mlp: [`--dataset=${at("digits")}`, "--hidden-count=3", "--max-patterns=6", "--jobs=1"],
  spiking: ["--pattern-count=2", "--max-epochs=2", "--jobs=1"],
  theory: [],
  plot: [],
  verify: ["--jobs=1"],
  sweep: ["--jobs=1"],
  // A figure that is not there, as every one takes longer than a case may.
  reproduce: ["9z"],
};
const ownFlags: Record<string, string[]> = {
  perceptron: [
    ...["--input-count", "--pattern-count", "--policy", "--threshold", "--decay-time", "--maintenance-cost"],
    ...["--threshold-resolution", "--threshold-seeds"],
    ...["--change-cost", "--persistent-maintenance-cost", "--cost-exponent", "--potentiation-only", "--max-epochs"],
    ...["--seed", "--runs", "--curve", "--engine", "--patterns-file", "--targets-file", "--jobs", "--json", "--out"],
  ],
  mlp: [
    ...["--dataset", "--hidden-count", "--learning-rate", "--gradient", "--policy", "--threshold", "--decay-time"],
    ...["--maintenance-cost", "--target-accuracy", "--max-patterns", "--evaluate-every", "--seed", "--runs"],
    ...["--engine", "--jobs", "--json", "--out"],
  ],
  spiking: [
    ...["--pattern-count", "--policy", "--threshold", "--decay-time", "--maintenance-cost", "--max-epochs", "--seed"],
    ...["--runs", "--engine", "--trace", "--jobs", "--json", "--out"],
  ],
  theory: [
    ...["--input-count", "--pattern-count", "--maintenance-cost", "--threshold", "--decay-time", "--error-rate"],
    "--json",
  ],
  plot: ["--x", "--y", "--series", "--where", "--log", "--out"],
  verify: ["--jobs", "--sample", "--json"],
  sweep: [
    ...["--out", "--shard", "--engine", "--partition", "--time", "--max-parallel", "--task-minutes", "--slurm"],
    ...["--dry-run", "--wait", "--fail-fast", "--status", "--collect", "--schema", "--json", "--jobs", "--cancel"],
  ],
  reproduce: ["--scale", "--fresh", "--out", "--jobs"],
};
const switches = new Set([
  "--json",
  "--curve",
  "--potentiation-only",
  "--dry-run",
  "--fail-fast",
  "--schema",
  "--fresh",
]);
const isPath = (flag: string): boolean => /^--(out|trace|.*-file|status|collect|cancel)$/.test(flag);

/** A flag with a value that is meant for it, or is not, or is missing; now and then in a wrong spelling. */
function typed(flag: string): fc.Arbitrary<string[]> {
  if (switches.has(flag)) return fc.constantFrom<string[]>([flag], [flag], [flag], [`${flag}=1`]);
  const usual = meant[flag] ?? (isPath(flag) ? paths : numbers);
  // A path that is made up would be written to.
  const value = isPath(flag)
    ? usual
    : fc.oneof({ weight: 6, arbitrary: usual }, { weight: 1, arbitrary: numbers }, { weight: 1, arbitrary: garbage });
  return fc.oneof(
    { weight: 12, arbitrary: value.map((text) => [flag, text]) },
    { weight: 3, arbitrary: value.map((text) => [`${flag}=${text}`]) },
    { weight: 1, arbitrary: fc.constant<string[]>([flag]) },
    // Abbreviated, misspelled, with a capital.
    { weight: 1, arbitrary: value.map((text) => [flag.slice(0, -2), text]) },
    { weight: 1, arbitrary: value.map((text) => [flag.toUpperCase(), text]) },
  );
}

const oneOf = (...lists: string[][]): fc.Arbitrary<string[]> => fc.constantFrom(...lists);

const operands: Record<string, fc.Arbitrary<string[]>> = {
  plot: fc.constantFrom<string[]>([done], [done], [done], [study], []),
  verify: paths.map((path): string[] => [path]),
  sweep: oneOf([study], [study], [], ...places.map((path) => [path])),
};
const everyFlag = [...new Set(Object.values(ownFlags).flat())];

const commandLine = fc.constantFrom(...Object.keys(ownFlags)).chain((command) => {
  const flag = fc.oneof(
    { weight: 15, arbitrary: fc.constantFrom(...ownFlags[command]!) },
    { weight: 1, arbitrary: fc.constantFrom(...everyFlag) },
  );
  const flags = fc.array(flag.chain(typed), { maxLength: 5 });
  const needed =
    command === "plot"
      ? fc.constantFrom<string[]>(["--x", "threshold", "--y", "energy"], [])
      : fc.constant<string[]>([]);
  return fc.tuple(operands[command] ?? oneOf([], [], [], ["extra"]), needed, flags).map(([first, second, others]) => {
    const args = [...first, ...second, ...others.flat()];
    const open = bounds[command]!.filter((bound) => !args.some((arg) => arg.startsWith(bound.split("=")[0]!)));
    return [command, ...args, ...open];
  });
});

/** A size, a number of runs or of processes that a garbled value may make large; such a case is not tried. */
const takesLong = (args: string[]): boolean =>
  ["--input-count", "--pattern-count", "--runs", "--hidden-count", "--max-epochs", "--max-patterns", "--jobs"].some(
    (flag) =>
      args.some((arg, i) => {
        const value = arg === flag ? args[i + 1] : arg.startsWith(`${flag}=`) ? arg.slice(flag.length + 1) : undefined;
        return value !== undefined && Number(value) > 50 && Number.isInteger(Number(value)) && Number(value) <= 1e8;
      }),
  );

function check(args: string[], { status, stdout, stderr }: Outcome): void {
  const all = `${JSON.stringify(args)}\n${stdout}\n${stderr}`;
  // What cannot be written or has failed while it ran is 1; "different", of verify, too. No case here may end so.
  expect([0, 2], all).toContain(status);
  expect(stderr, all).not.toMatch(/^\s+at .*:\d+:\d+/m);
  expect(stderr, all).not.toMatch(/TypeError|ReferenceError|RangeError|undefined|\[object/);
  // Only what was typed may say NaN.
  if (!args.some((arg) => /nan/i.test(arg))) expect(stdout, all).not.toMatch(/NaN/);
  if (status === 2) expect(stderr.length, all).toBeLessThanOrEqual(900);
  if (status === 0 && args.includes("--json")) expect(() => JSON.parse(stdout), all).not.toThrow();
}

// What an installed Slurm answers, which may be 1, is its own matter.
process.env.PATH = "";
// Where a path is whatever was typed, it is one in here.
process.chdir(folder);

fuzz("flags", commandLine, async (args) => {
  if (takesLong(args)) return;
  check(args, await inProcess(...args));
});
