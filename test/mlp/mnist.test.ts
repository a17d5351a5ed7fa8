import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { csvParse } from "d3-dsv";
import { beforeAll, describe, expect, it } from "vitest";
import type { MlpOutcome } from "../../src/mlp/engine.js";
import { type MlpOptions, mlpSchema } from "../../src/mlp/parameters.js";
import { readDigits } from "../../src/node/data/read-digits.js";
import { expectClose } from "../math/close.js";
import { pricedEngines } from "./priced-engines.js";

/** One evaluation of the published program (test/fixtures/reference/README.md). */
interface Measured {
  patternCount: number;
  accuracy: number;
  energy: number;
  maintenanceEnergy: number;
  consolidationEnergy: number;
  minimalEnergy: number;
}

function measured(name: string): Measured[] {
  const path = fileURLToPath(new URL(`../fixtures/reference/mlp-${name}.csv`, import.meta.url));
  return csvParse(readFileSync(path, "utf8")).map((row) => ({
    patternCount: Number(row.patterns),
    accuracy: Number(row.accuracy),
    energy: Number(row.energy_total),
    maintenanceEnergy: Number(row.energy_eLTP),
    consolidationEnergy: Number(row.energy_lLTP),
    minimalEnergy: Number(row.abs_W_minus_W0),
  }));
}

// The published figures come from this gradient; everything else is the default of the paper.
const common: MlpOptions = { gradient: "authors", evaluateEvery: 2000 };
const decaying: MlpOptions = { decayTime: 1000, maintenanceCost: 1e-3 };
const runs = {
  standard: { policy: "none" },
  "caching-global": { ...decaying, policy: "local-global", threshold: 0.04 },
  "caching-local": { ...decaying, policy: "local-local", threshold: 0.02 },
} as const satisfies Record<string, MlpOptions>;

// The initial weights differ. Three seeds of ours scatter by 1.5 % (standard deviation) in each energy at 2000 patterns
// and by 1 % from 4000 on, one seed of theirs as much: 5 % is two and a half standard deviations of the difference at
// 2000 and more than three later. Accuracies scatter by 0.008 at 2000 and by 0.003 from 4000 on.
const ENERGY_BAND = 0.05;
const ACCURACY_BAND = 0.02;

const digits = readDigits("mnist");

/** The reference engine takes ten seconds a run; where there is a faster one, that goes on to 6000. */
const isSlow = (name: string): boolean => name === "reference" && Object.keys(pricedEngines).length > 1;

describe.each(Object.entries(pricedEngines))("engine %s on the first images of MNIST", (engineName, engine) => {
  const evaluated = isSlow(engineName) ? [2000] : [2000, 4000, 6000];
  const run = (options: MlpOptions): MlpOutcome => {
    const maxPatterns = evaluated.at(-1)!;
    return engine.run(digits, mlpSchema.parse({ maxPatterns, ...common, ...options }), 1);
  };

  describe.each(Object.entries(runs))("%s", (name, options) => {
    let outcome: MlpOutcome;
    beforeAll(() => {
      outcome = run(options);
    }, 120_000);

    it.each(evaluated)("costs and knows after %d patterns what the published program does", (patternCount) => {
      const expected = measured(name).find((row) => row.patternCount === patternCount)!;
      const found = outcome.curve.find((row) => row.patternCount === patternCount)!;
      expectClose(found.accuracy, expected.accuracy, { absolute: ACCURACY_BAND }, { name, patternCount });
      for (const part of ["energy", "consolidationEnergy", "maintenanceEnergy", "minimalEnergy"] as const) {
        expectClose(found[part], expected[part], { relative: ENERGY_BAND }, { name, patternCount, part });
      }
    });

    it("lies between the minimum and learning without caching", () => {
      for (const { patternCount, energy, minimalEnergy } of outcome.curve) {
        const classic = measured("standard").find((row) => row.patternCount === patternCount)!;
        expect(energy, `${patternCount} patterns`).toBeGreaterThan(minimalEnergy);
        expect(energy, `${patternCount} patterns`).toBeLessThan(classic.energy * (1 + ENERGY_BAND));
      }
    });
  });

  // "minimum" is learning without consolidation before the end. Nothing decays, so it is what the run without caching
  // reports as its minimum; a short run shows that the cache, too, pays no more.
  it("a cache that is never emptied costs the minimum", () => {
    const { curve } = run({ policy: "local-global", threshold: Infinity, maxPatterns: 500, evaluateEvery: 500 });
    const expected = measured("minimum");
    for (const { patternCount, energy, minimalEnergy } of curve) {
      const { energy: theirs } = expected.find((row) => row.patternCount === patternCount)!;
      // Rounding of sums over 79 400 synapses and 500 steps.
      expectClose(energy, minimalEnergy, { relative: 1e-9 }, { patternCount });
      // Early energies follow the steep rise of the learning curve: three seeds of ours scatter by 3 % here.
      expectClose(energy, theirs, { relative: 0.1 }, { patternCount });
    }
  });
});
