import { describe, expect, it } from "vitest";
import { protocolJsonSchema, protocolOf } from "../../src/protocol/index.js";
import { UsageError } from "../../src/schema/usage-error.js";
import { YamlSource } from "../../src/study/yaml-source.js";

/** A protocol as `syncache protocol` reads it. */
function read(text: string) {
  const source = new YamlSource(text, "p.yaml", "protocol");
  return protocolOf(source.value, (path) => source.where(path));
}

const whole = `name: whole
parameters: { inputCount: 4, threshold: 2.5 }
patterns:
  weak: { active: 1..2 }
  strong: { active: [3, 4], target: -1 }
phases:
  - { present: weak }
`;

/** The message of what is refused; the file is the whole one with a part of it replaced. */
function refusal(part: string, by: string): string {
  expect(whole).toContain(part);
  try {
    read(whole.replace(part, by));
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return (error as Error).message;
  }
  throw new Error("It was not refused.");
}

describe("a protocol", () => {
  it("has the defaults of a perceptron's cache, and a bias", () => {
    const [{ neuron, sets }] = read(whole).variants as never as [ReturnType<typeof read>["variants"][number]];
    expect(neuron).toMatchObject({ policy: "local-global", decayTime: Infinity, maintenanceCost: 0, margin: 0 });
    // The bias is the last input, and always on.
    expect([...sets.get("weak")![0]!.inputs]).toEqual([1, 1, 0, 0, 1]);
    expect(sets.get("strong")![0]).toMatchObject({ target: -1, square: 3 });
  });

  it("draws sets of one seed as parts of one draw, so that no two are the same patterns", () => {
    const forms = "patterns: { a: { random: 3 }, b: { random: 2 }, all: { random: 5, seed: 2 } }";
    const { sets } = read(`name: x\n${forms}\nphases: [{ present: [a, b] }]`).variants[0]!;
    const { sets: five } = read("name: x\npatterns: { all: { random: 5 } }\nphases: [{ present: all }]").variants[0]!;
    expect([...sets.get("a")!, ...sets.get("b")!]).toEqual(five.get("all"));
    expect(sets.get("all")).not.toEqual(five.get("all"));
  });

  it("has a variant for every combination of the values of its grid", () => {
    const grid = "grid: { pause: [0, 5], threshold: [1, .inf] }\nphases:\n  - { idle: $pause }";
    const { variants } = read(whole.replace("threshold: 2.5", "").replace("phases:", grid));
    expect(variants.map(({ values }) => values)).toEqual([
      { pause: 0, threshold: 1 },
      { pause: 0, threshold: Infinity },
      { pause: 5, threshold: 1 },
      { pause: 5, threshold: Infinity },
    ]);
    expect(variants.map(({ neuron }) => neuron.threshold)).toEqual([1, Infinity, 1, Infinity]);
    expect(variants.map(({ phases }) => phases[0])).toEqual([{ idle: 0 }, { idle: 0 }, { idle: 5 }, { idle: 5 }]);
  });

  it("has a JSON Schema that knows every key", () => {
    const text = JSON.stringify(protocolJsonSchema());
    for (const key of ["present", "repetitions", "gap", "idle", "energy", "repeat", "active", "random", "decayTime"]) {
      expect(text).toContain(`"${key}":`);
    }
  });
});

describe("refuses, with line and key,", () => {
  it.each([
    [
      "an unknown key",
      "name: whole",
      "name: whole\nphase: []",
      'p.yaml, line 2, phase: is no key of a protocol, which are name, parameters, patterns, grid, show, phases. Did you mean "phases"?',
    ],
    [
      "a parameter beside parameters",
      "name: whole",
      "name: whole\nthreshold: 2",
      "p.yaml, line 2, threshold: is no key of a protocol, which are name, parameters, patterns, grid, show, phases. It is a parameter: put it under parameters.",
    ],
    [
      "an unknown parameter",
      "threshold: 2.5",
      "treshold: 2.5",
      /^p\.yaml, line 2, parameters\.treshold: is no parameter of the neuron, which are inputCount, bias, .*\. Did you mean "threshold"\?$/,
    ],
    [
      "an unknown key of patterns",
      "target: -1",
      "targets: -1",
      'p.yaml, line 5, patterns.strong.targets: is no key of a pattern with active, which are active, target. Did you mean "target"?',
    ],
    [
      "an unknown key of a phase",
      "present: weak",
      "present: weak, repetition: 3",
      'p.yaml, line 7, phases.repetition: is no key of a phase with present, which are present, repetitions, gap, strength, name. Did you mean "repetitions"?',
    ],
    [
      "two phases in one",
      "present: weak",
      "present: weak, idle: 3",
      "p.yaml, line 7, phases.idle: is a phase of its own, and this one has present. Give it an entry of its own.",
    ],
    [
      "a phase of no kind",
      "present: weak",
      "pressent: weak",
      /line 7, phases: a phase must be one of \{ present: NAME \}.* Did you mean "present"\?$/,
    ],
    [
      "a repetition in a repetition",
      "- { present: weak }",
      "- { repeat: 2, phases: [{ repeat: 2, phases: [{ idle: 1 }] }] }",
      /What is repeated holds no repetition\.$/,
    ],
    [
      "a set that is not there",
      "present: weak",
      "present: week",
      'p.yaml, line 7, phases.present: must be one of weak, strong, got "week". Did you mean "weak"?',
    ],
    [
      "a set to show that is not there",
      "name: whole",
      "name: whole\nshow: [stronk]",
      'p.yaml, line 2, show: must be one of weak, strong, got "stronk". Did you mean "strong"?',
    ],
    [
      "pauses that are no whole number",
      "present: weak",
      "idle: 2.5",
      "p.yaml, line 7, phases.idle: must be an integer from 0 to 200000, or $NAME for the values that grid has for NAME, got 2.5.",
    ],
    [
      "a variable without values",
      "present: weak",
      "idle: $gap",
      "p.yaml, line 7, phases.idle: $gap is no name of grid, which has none.",
    ],
    [
      "values that nothing has a use for",
      "phases:",
      "grid: { gap: [1] }\nphases:",
      "p.yaml, line 6, grid.gap: is no parameter of the neuron, and no phase and no seed has it as a value, $NAME.",
    ],
    [
      "a parameter that is fixed and varies",
      "phases:",
      "grid: { threshold: [1] }\nphases:",
      "p.yaml, line 6, grid.threshold: is fixed under parameters as well. Keep one of the two.",
    ],
    [
      "the name of a column",
      "- { present: weak }",
      "- { idle: $energy }\ngrid: { energy: [1] }",
      "p.yaml, line 8, grid.energy: is the name of a column of the table. Give another name.",
    ],
    [
      "an input that is not there",
      "1..2",
      "1..5",
      'p.yaml, line 4, patterns.weak.active: must be numbers of inputs from 1 to 4, such as 1..4, got "1..5".',
    ],
    ["a range the wrong way round", "1..2", "2..1", /patterns\.weak\.active: must be numbers of inputs from 1 to 4/],
    [
      "patterns of another size",
      "{ active: 1..2 }",
      "{ values: [[1, 0, 0]], targets: [1] }",
      "p.yaml, line 4, patterns.weak.values: must have 4 numbers, one for each input, got 3.",
    ],
    [
      "patterns without targets",
      "{ active: 1..2 }",
      "{ values: [[1, 0, 0, 0]], targets: [] }",
      "p.yaml, line 4, patterns.weak.targets: must have 1 targets, one for each pattern, got 0.",
    ],
    [
      "a pattern of zeros",
      "inputCount: 4, threshold: 2.5 }\npatterns:\n  weak: { active: 1..2 }",
      "inputCount: 4, bias: false }\npatterns:\n  weak: { values: [[0, 0, 0, 0]], targets: [1] }",
      /line 4, patterns\.weak: must have an entry other than 0/,
    ],
    [
      "energy where no change can wait",
      "threshold: 2.5 }\npatterns:\n  weak: { active: 1..2 }\n  strong: { active: [3, 4], target: -1 }\nphases:\n  - { present: weak }",
      "policy: none }\npatterns:\n  weak: { active: 1..2 }\nphases:\n  - { energy: off }",
      "p.yaml, line 6, phases.energy: must not be there under the policy none: without a cache no change can wait.",
    ],
    [
      "no step at all",
      "present: weak",
      "idle: 0",
      "p.yaml, line 6, phases: must have at least one step, got none. Let time pass, or show a pattern.",
    ],
    [
      "more combinations than a table has rows",
      "phases:",
      `grid: { margin: [${Array.from({ length: 500 }, (_, k) => k)}], decayTime: [${Array.from({ length: 500 }, (_, k) => k + 1)}] }\nphases:`,
      "p.yaml, line 6, grid: must have at most 200000 combinations of values, got 250000. Leave some out.",
    ],
    [
      "more steps than a table has rows",
      "present: weak",
      "present: weak, repetitions: 200000, gap: 1",
      "p.yaml, line 6, phases: must have at most 200000 steps in all, got 399999. Use shorter phases, or a smaller grid.",
    ],
  ])("%s", (_, part, by, message) => {
    const said = refusal(part, by);
    if (typeof message === "string") expect(said).toBe(message);
    else expect(said).toMatch(message);
  });

  it("what is no protocol, and no YAML", () => {
    expect(() => read("[1]")).toThrow("p.yaml, line 1: a protocol is a mapping with name, parameters, patterns");
    expect(() => read("name: x\n\tphases: 1")).toThrow("p.yaml, line 2: a tab cannot indent in YAML");
    expect(() => read("a: 1\n---\nb: 2")).toThrow("a protocol is one YAML document");
  });
});
