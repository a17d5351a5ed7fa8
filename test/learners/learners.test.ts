import { describe, expect, it } from "vitest";
import { pricesOf } from "../../src/caching/energies.js";
import { pricedRun } from "../../src/caching/priced.js";
import { kindOf } from "../../src/jobs/kinds.js";
import type { Learner } from "../../src/learner/learner.js";
import { learnerNames, learners } from "../../src/learners/learners.js";
import { metaOf } from "../../src/schema/parameter.js";
import { tinyDigits } from "../mlp/tiny-digits.js";

describe.each(learnerNames)("the learner %s", (name) => {
  const learner: Learner = learners[name];
  const { schema, view } = learner;
  const keys = Object.keys(schema.shape);
  const parameters = schema.parse({ seed: 7 }) as never;

  it("has the name by which the table knows it", () => expect(learner.name).toBe(name));

  it("has the parameters that commands, studies and advice take for granted", () =>
    expect(keys).toEqual(expect.arrayContaining(["seed", "runs", "policy", "threshold", "decayTime"])));

  it("states the unit of its threshold as its schema does", () =>
    expect(metaOf(schema.shape.threshold as never).description).toMatch(new RegExp(`\\(${learner.unit}\\)$`)));

  it("tells parameters that it has, in a line of its own", () => {
    expect(keys).toEqual(expect.arrayContaining([...view.told(parameters)]));
    expect(view.headline(parameters, String)).toMatch(/^[A-Z].*: /);
    expect(view.units(parameters, String)).toMatch(/^[A-Z].*\.$/);
  });

  it("names in its advice parameters that it has", () => {
    for (const own of [false, true]) {
      const named = [...learner.advice(parameters, own).matchAll(/\{(.*?)\}/g)].map(([, key]) => key);
      expect(keys).toEqual(expect.arrayContaining(named));
    }
  });

  it("runs the first seed, and has a value below every heading", () => {
    const sizes = { inputCount: 5, patternCount: 3, maxPatterns: 20, evaluateEvery: 10, hiddenCount: 2, maxEpochs: 20 };
    const small = Object.fromEntries(Object.entries(sizes).filter(([key]) => keys.includes(key)));
    const source = { digits: () => tinyDigits(), patterns: () => expect.fail("no files were named") };
    const options = { ...small, seed: 7 };
    const counted = learner.run(options, learner.data?.taskOf({ parameters: options }, source));
    const run = pricedRun(counted, pricesOf({}));
    expect(run.seed).toBe(7);
    const row = view.rows === "curve" ? run.curve![0]! : run;
    expect(Object.keys(row)).toEqual(expect.arrayContaining(Object.keys(view.headings)));
    expect(Object.keys(view.headings)).toEqual(expect.arrayContaining([...(view.means?.keys ?? [])]));
  });

  it("is a kind of job, as are its others", async () => {
    for (const kind of [name, ...Object.keys((await learner.jobKinds?.()) ?? {})]) {
      expect(kindOf({ kind, parameters: {} } as never).run).toBeTypeOf("function");
    }
  });
});

it("a kind of job that no learner has is an error", () =>
  expect(() => kindOf({ kind: "nothing", parameters: {} } as never)).toThrow("no kind of job called nothing"));
