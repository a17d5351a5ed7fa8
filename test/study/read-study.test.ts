import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { perceptronSchema } from "../../src/perceptron/index.js";
import { UsageError } from "../../src/schema/usage-error.js";
import { readStudy } from "../../src/study/read-study.js";
import { jobAt, jobCount, jobsOf, toJob } from "../../src/study/study.js";
import { tinyDigits, writeFolder } from "../cli/idx-files.js";
import { root, temporaryFolder } from "../cli/run-cli.js";

const folder = temporaryFolder();
let counter = 0;

/** The study of a text, in a file of its own. */
function study(text: string) {
  const path = join(folder, `study ${counter++}.yaml`);
  writeFileSync(path, text);
  return readStudy(path);
}

/** What is said to a text that is refused. */
function refusal(text: string): string {
  try {
    study(text);
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return (error as Error).message;
  }
  throw new Error(`not refused: ${text}`);
}

const landscape = `name: threshold landscape   # may contain spaces
learner: perceptron
parameters: { inputCount: 1000, patternCount: 1000, policy: local-global }
grid:
  threshold: [2.5, 0.5, 1.5]
  maintenanceCost: { logRange: [1.0e-5, 1.0e-1, 9] }
  decayTime: [1000, .inf]
seeds: 1..20
`;

describe("readStudy", () => {
  it("works out the grid of the example of the design", () => {
    const read = study(landscape);
    expect(read).toMatchObject({ name: "threshold landscape", learner: "perceptron" });
    expect(jobCount(read)).toBe(3 * 9 * 2 * 20);
    expect(read.axes).toEqual([
      { key: "threshold", values: [0.5, 1.5, 2.5] },
      { key: "decayTime", values: [1000, Number.POSITIVE_INFINITY] },
      // Half decades: 10^(−5 + k/2), here to twelve digits.
      {
        key: "maintenanceCost",
        values: Array.from({ length: 9 }, (_, k) => Number((10 ** (-5 + k / 2)).toPrecision(12))),
      },
    ]);
    expect(read.seeds).toEqual(Array.from({ length: 20 }, (_, k) => k + 1));
  });

  it("fills in the defaults of the learner", () => {
    const { runs: _, seed: __, ...defaults } = perceptronSchema.parse({ inputCount: 7 });
    expect(study("{ name: a, learner: perceptron, parameters: { inputCount: 7 } }").fixed).toEqual(defaults);
  });

  it("takes Infinity in both spellings as the same value", () => {
    const read = study("{ name: a, learner: perceptron, grid: { decayTime: [Infinity, .inf, 5] } }");
    expect(read.axes[0]!.values).toEqual([5, Number.POSITIVE_INFINITY]);
  });

  it("takes a range in equal steps, and rounds a logRange of counts", () => {
    const read = study(
      "{ name: a, learner: perceptron, grid: { threshold: { range: [0, 0.3, 4] }, patternCount: { logRange: [10, 1000, 5] } } }",
    );
    expect(read.axes).toEqual([
      { key: "patternCount", values: [10, 32, 100, 316, 1000] },
      { key: "threshold", values: [0, 0.1, 0.2, 0.3] },
    ]);
  });

  it("takes a folder of digits relative to the study", () => {
    writeFolder(join(folder, "digits"), tinyDigits());
    const read = study("{ name: a, learner: mlp, grid: { dataset: [mnist, digits] } }");
    expect(read.axes[0]!.values).toEqual([join(folder, "digits"), "mnist"]);
  });

  const cases = join(root, "test", "fixtures", "cases");
  const own = "patternsFile: data/p.npy, targetsFile: data/t.npy";
  mkdirSync(join(folder, "data"));
  copyFileSync(join(cases, "p01-patterns.npy"), join(folder, "data", "p.npy"));
  copyFileSync(join(cases, "p01-targets.npy"), join(folder, "data", "t.npy"));

  it("takes own data relative to the study, with their sizes", () => {
    const read = study(`{ name: a, learner: perceptron, parameters: { ${own} } }`);
    const { parameters } = jobAt(read, 0);
    expect(parameters).toMatchObject({ patternsFile: join(folder, "data", "p.npy") });
    expect(parameters.inputCount).not.toBe(1000);
  });

  it("learns a first column of own data that counts the rows where it is told to, and keeps that in mind", () => {
    writeFileSync(join(folder, "data", "ramp.csv"), "0,1\n1,1\n2,1\n");
    writeFileSync(join(folder, "data", "ramp-targets.csv"), "1\n1\n-1\n");
    const files = "patternsFile: data/ramp.csv, targetsFile: data/ramp-targets.csv";
    const text = (more: string) => `{ name: a, learner: perceptron, parameters: { ${files}${more} } }`;
    expect(refusal(text(""))).toMatch(/the first column counts the rows from 0.*keepFirstColumn: true/);
    const read = study(text(", keepFirstColumn: true"));
    expect(read.ownData!.files.keepFirstColumn).toBe(true);
    expect(jobAt(read, 0).parameters).toMatchObject({ inputCount: 2, keepFirstColumn: true });
    expect(toJob(read, jobAt(read, 0))).toMatchObject({ files: { keepFirstColumn: true } });
    expect(refusal("{ name: a, learner: perceptron, parameters: { keepFirstColumn: true } }")).toContain(
      "parameters.keepFirstColumn: needs patternsFile and targetsFile beside it.",
    );
    expect(refusal("{ name: a, learner: perceptron, grid: { keepFirstColumn: [true] } }")).toContain(
      "own data cannot vary",
    );
  });

  it("gives own data the same ids wherever they are, and other ids to other data", () => {
    const idOf = (files: string) =>
      [...jobsOf(study(`{ name: a, learner: perceptron, parameters: { ${files} } }`))][0]!.id;
    copyFileSync(join(cases, "p01-patterns.npy"), join(folder, "p.npy"));
    copyFileSync(join(cases, "p02-patterns.npy"), join(folder, "p2.npy"));
    copyFileSync(join(cases, "p02-targets.npy"), join(folder, "t2.npy"));
    expect(idOf("patternsFile: p.npy, targetsFile: data/t.npy")).toBe(idOf(own));
    expect(idOf("patternsFile: p2.npy, targetsFile: t2.npy")).not.toBe(idOf(own));
  });

  it.each<[what: string, text: string, message: RegExp]>([
    ["no YAML", "name: a\nlearner: [", /study \d+\.yaml, line 2: .*YAML/],
    ["a key twice", "name: a\nname: b\n", /line 2: .*unique/],
    ["two documents", "name: a\n---\nname: b\n", /one YAML document/],
    ["a list", "- 1\n", /line 1: a study is a mapping/],
    ["no name", "learner: perceptron\n", /line 1, name: must be a name/],
    ["an unknown learner", "name: a\nlearner: brain\n", /line 2, learner: must be one of perceptron, mlp/],
    ["an unknown key", "name: a\nlearner: mlp\ncolour: 1\n", /line 3, colour: is no key of a study/],
    [
      "an unknown parameter",
      "name: a\nlearner: mlp\nparameters:\n  theta: 1\n",
      /line 4, parameters\.theta: is not a parameter of this learner/,
    ],
    [
      "a value out of range",
      "name: a\nlearner: perceptron\ngrid:\n  threshold:\n    - 1\n    - -1\n",
      /line 6, grid\.threshold: must be ≥ 0 .*got -1\. Use 0/,
    ],
    [
      "a fixed value out of range",
      "name: a\nlearner: perceptron\nparameters:\n  inputCount: 0.5\n",
      /line 4, parameters\.inputCount: must be an integer from 1/,
    ],
    [
      "a single value in the grid",
      "name: a\nlearner: perceptron\ngrid:\n  threshold: 3\n",
      /line 4, grid\.threshold: must be a list of values/,
    ],
    [
      "a range that falls",
      "name: a\nlearner: perceptron\ngrid:\n  threshold: { range: [3, 1, 4] }\n",
      /line 4, grid\.threshold: must rise/,
    ],
    [
      "a range of fractions for a count",
      "name: a\nlearner: perceptron\ngrid:\n  inputCount: { range: [1, 2, 3] }\n",
      /line 4, grid\.inputCount: must be an integer from 1 to 1000000, got 1\.5/,
    ],
    [
      "a logRange from zero",
      "name: a\nlearner: perceptron\ngrid:\n  maintenanceCost: { logRange: [0, 1, 4] }\n",
      /line 4, grid\.maintenanceCost/,
    ],
    [
      "a seed as parameter",
      "name: a\nlearner: mlp\nparameters:\n  seed: 1\n",
      /line 4, parameters\.seed: .*seeds: 1\.\.20/,
    ],
    ["wrong seeds", "name: a\nlearner: mlp\nseeds: 3..1\n", /line 3, seeds: must be a seed from 0/],
    ["words for seeds", "name: a\nlearner: mlp\nseeds: many\n", /line 3, seeds: must be a seed from 0/],
    [
      "a parameter in both places",
      "name: a\nlearner: mlp\nparameters: { hiddenCount: 1 }\ngrid: { hiddenCount: [1] }\n",
      /line 4, grid\.hiddenCount: is fixed/,
    ],
    [
      "a study beyond measure",
      "name: a\nlearner: mlp\ngrid: { threshold: { range: [0, 1, 10000] } }\nseeds: 1..10000\n",
      /line 3, grid: the study has 100000000 jobs/,
    ],
    [
      "own data that are not there",
      "name: a\nlearner: perceptron\nparameters:\n  patternsFile: no.npy\n  targetsFile: no.npy\n",
      /line 4, parameters\.patternsFile: cannot read .*no\.npy/,
    ],
    [
      "one file of own data",
      `name: a\nlearner: perceptron\nparameters:\n  patternsFile: data/p.npy\n`,
      /line 4, parameters\.patternsFile: needs targetsFile/,
    ],
    [
      "own data that vary",
      "name: a\nlearner: perceptron\ngrid:\n  patternsFile: [a.npy]\n",
      /line 4, grid\.patternsFile: belongs to parameters/,
    ],
    [
      "another size than that of own data",
      `name: a\nlearner: perceptron\nparameters: { ${own} }\ngrid: { inputCount: [1, 2] }\n`,
      /line 4, grid\.inputCount: must be \d+, which is what patternsFile holds/,
    ],
    [
      "a study of a newer program",
      "name: a\nlearner: mlp\nschemaVersion: 99\n",
      /line 3, schemaVersion: .*newer version/,
    ],
  ])("refuses %s, with line and key", (_, text, message) => expect(refusal(text)).toMatch(message));

  it.each<[what: string, text: string, message: RegExp]>([
    [
      "an empty grid",
      "name: a\nlearner: mlp\ngrid:\n",
      /line 3, grid: must be a mapping .* got nothing\. Leave it out/,
    ],
    [
      "empty parameters",
      "name: a\nlearner: mlp\nparameters:\n",
      /line 3, parameters: must be a mapping .* got nothing/,
    ],
    ["a list for the grid", "name: a\nlearner: mlp\ngrid: [1]\n", /line 3, grid: must be a mapping .* got \[1\]/],
    [
      "text for parameters",
      "name: a\nlearner: mlp\nparameters: x\n",
      /line 3, parameters: must be a mapping .* got "x"/,
    ],
    [
      "an empty axis",
      "name: a\nlearner: mlp\ngrid:\n  threshold:\n",
      /line 4, grid\.threshold: must be a list of values, .* got nothing/,
    ],
    [
      "an axis of no values",
      "name: a\nlearner: mlp\ngrid:\n  threshold: []\n",
      /line 4, grid\.threshold: must have a value/,
    ],
    [
      "words in a range",
      "name: a\nlearner: mlp\ngrid:\n  threshold: { range: [a, b, c] }\n",
      /must be \[first, last, number of values\], the first two being numbers, got "a"/,
    ],
    [
      "a range of two numbers",
      "name: a\nlearner: mlp\ngrid:\n  threshold: { range: [1, 2] }\n",
      /must be \[first, last, number of values\]/,
    ],
    [
      "a range of too many",
      "name: a\nlearner: mlp\ngrid:\n  threshold: { range: [1, 2, 1e9] }\n",
      /an integer from 2 to 1000000 as its number of values, got 1000000000/,
    ],
    [
      "a key beside a range",
      "name: a\nlearner: mlp\ngrid:\n  threshold: { range: [1, 2, 3], x: 1 }\n",
      /threshold\.x: is no key of an axis/,
    ],
    ["an empty learner", "name: a\nlearner:\n", /line 2, learner: must be one of .* got nothing/],
    ["a learner misspelt", "name: a\nlearner: perceptrn\n", /got "perceptrn"\. Did you mean "perceptron"\?/],
    ["the key of the learner misspelt", "name: a\nlerner: mlp\n", /got none\. Did you mean "learner" by "lerner"\?/],
    ["no name", "name:\nlearner: mlp\n", /line 1, name: must be a name .* text of 1 to 200 characters, got null/],
    ["a name that is a number", "name: 5\nlearner: mlp\n", /name: must be a name .*, got 5\./],
    ["a name that is blank", "name: ' '\nlearner: mlp\n", /name: must be a name .*, got none\./],
    ["a name of a page", `name: ${"x".repeat(5000)}\nlearner: mlp\n`, /name: must be .* got 5000 of them\.$/],
    [
      "a key misspelt",
      "name: a\nlearner: mlp\nseed: 1..3\nparamters: {}\n",
      /paramters: is no key of a study.* Did you mean "parameters"\?/,
    ],
    [
      "a parameter misspelt",
      "name: a\nlearner: mlp\ngrid:\n  treshold: [1]\n",
      /grid\.treshold: is not a parameter .* Did you mean "threshold"\?/,
    ],
    [
      "a parameter outside",
      "name: a\nlearner: mlp\nthreshold: 1\n",
      /line 3, threshold: is no key of a study.* put it under parameters or grid/,
    ],
    [
      "an empty parameter",
      "name: a\nlearner: mlp\nparameters:\n  hiddenCount:\n",
      /line 4, parameters\.hiddenCount: must be an integer .* got null/,
    ],
    ["hashes that are none", "name: a\nlearner: perceptron\ndataSha256: 5\n", /dataSha256: must hold hashes .* got 5/],
    ["a version that is none", "name: a\nlearner: mlp\nversion: [1]\n", /version: must be text, got \[1\]/],
    [
      "a schemaVersion that is none",
      "name: a\nlearner: mlp\nschemaVersion: x\n",
      /schemaVersion: must be an integer, .* got "x"/,
    ],
    ["nothing", "", /line 1: a study is a mapping with name, .* got nothing/],
    ["a number", "5", /a study is a mapping with name, .* got 5/],
    ["a tab", "name: a\nparameters:\n\thiddenCount: 1\n", /line 3: a tab cannot indent/],
    [
      "aliases without end",
      `a: &a [x]\n${"bcdefghij".replace(/./g, (key) => `${key}: &${key} [${`*${String.fromCharCode(key.charCodeAt(0) - 1)},`.repeat(9)}]\n`)}`,
      /too many aliases/,
    ],
    ["an alias of nothing", "name: *other\n", /line 1: this is no YAML|aliases/],
    ["UTF-16", "\ufeffname: a\n", /must be text in UTF-8, got UTF-16/],
    ["UTF-16 without a mark", "name: b\n", /got a zero byte at position 2/],
    ["Latin-1", "name: a\n# K\u00f6ln\nlearner: mlp\n", /line 2, column 4: must be text in UTF-8, got the byte 0xf6/],
  ])("says what is wrong with %s, in its own words", (what, text, message) => {
    const path = join(folder, `study ${counter++}.yaml`);
    const encoding = what.startsWith("UTF-16") ? "utf16le" : what === "Latin-1" ? "latin1" : "utf8";
    writeFileSync(path, text, encoding);
    expect(() => readStudy(path)).toThrow(UsageError);
    expect(() => readStudy(path)).toThrow(message);
    expect(() => readStudy(path)).not.toThrow(/Invalid input|expected|received|TypeError/);
  });

  it("warns in no words of the library of a key that is a list", () => {
    const warned: string[] = [];
    const emitWarning = process.emitWarning;
    process.emitWarning = (warning: string | Error) => void warned.push(String(warning));
    try {
      expect(refusal("name: a\nlearner: mlp\n? [x, y]\n: 1\n")).toMatch(/is no key of a study/);
    } finally {
      process.emitWarning = emitWarning;
    }
    expect(warned).toEqual([]);
  });

  it("refuses a file that is not there", () => {
    expect(() => readStudy(join(folder, "none.yaml"))).toThrow(/cannot read .*there is no such file/);
  });
});

describe("jobsOf", () => {
  it("is in the order of the parameters, then of the seeds", () => {
    const read = study(
      "{ name: a, learner: perceptron, grid: { threshold: [2, 1], inputCount: [5, 4] }, seeds: [2, 1] }",
    );
    const rows = [...jobsOf(read)].map(({ parameters: { inputCount, threshold, seed } }) => [
      inputCount,
      threshold,
      seed,
    ]);
    expect(rows).toEqual([
      [4, 1, 1],
      [4, 1, 2],
      [4, 2, 1],
      [4, 2, 2],
      [5, 1, 1],
      [5, 1, 2],
      [5, 2, 1],
      [5, 2, 2],
    ]);
  });

  it("gives a job the same id in every study it is in, and every job its own", () => {
    const one = [...jobsOf(study("{ name: a, learner: perceptron, grid: { threshold: [1, 2] }, seeds: 1..3 }"))];
    const other = [...jobsOf(study("{ name: b, learner: perceptron, parameters: { threshold: 2 }, seeds: 3 }"))];
    expect(new Set(one.map(({ id }) => id)).size).toBe(6);
    expect(one.map(({ id }) => id)).toContain(other[0]!.id);
  });
});
