import { describe, expect, it } from "vitest";
import type { MlpCurveRow } from "../../../src/mlp/index.js";
import { ACCURACIES, type DigitRun, digitCells, digitContenders } from "../../../src/paper/beyond/digits/cells.js";
import { digitsPage } from "../../../src/paper/beyond/digits/page.js";

const COSTS = [1e-4, 1e-2];
const TIMES = [1000, Number.POSITIVE_INFINITY];
const SEEDS = [1, 2];
const THRESHOLDS = [0, 1, 2];

/** One per cent better an evaluation, from .8 on; each takes so much of both energies. The middle of five is their mean. */
const curveOf = (consolidation: number, held: number, cost: number, evaluations = 20): MlpCurveRow[] =>
  Array.from({ length: evaluations }, (_, i) => {
    const [consolidationEnergy, maintenanceEnergy] = [consolidation * (i + 1), cost * held * (i + 1)];
    return {
      ...{ patternCount: 1000 * (i + 1), accuracy: 0.8 + 0.01 * i, energy: consolidationEnergy + maintenanceEnergy },
      ...{ consolidationEnergy, maintenanceEnergy, changeEnergy: 0, persistentMaintenanceEnergy: 0 },
      ...{ minimalEnergy: 1, inefficiency: 1 },
    };
  });

/** What an evaluation takes at a threshold: consolidation falls with θ and what is held rises, and excess takes less of both. */
const partsAt = (policy: string, threshold: number, seed: number): [number, number] => {
  const share = policy === "local-excess" ? 0.5 : 1;
  return [share * (10 + seed) * (3 - threshold), share * 1000 * threshold];
};

const fixed: DigitRun[] = ["local-local", "local-excess"].flatMap((policy) =>
  TIMES.flatMap((decayTime) =>
    THRESHOLDS.flatMap((threshold) =>
      SEEDS.map((seed) => {
        const curve = curveOf(...partsAt(policy, threshold, seed), 1e-3);
        return { policy, threshold, decayTime, maintenanceCost: 1e-3, seed, curve };
      }),
    ),
  ),
);
const adaptive: DigitRun[] = ["local-local", "local-excess", "clock"].flatMap((policy) =>
  TIMES.flatMap((decayTime) =>
    COSTS.flatMap((maintenanceCost) =>
      SEEDS.map((seed) => {
        // A clock whose first seed never gets beyond .9.
        const isStuck = policy === "clock" && seed === 1;
        const curve = curveOf(5 + seed, 100, maintenanceCost, isStuck ? 13 : 20);
        return { policy, threshold: "adaptive", decayTime, maintenanceCost, seed, curve };
      }),
    ),
  ),
);
const offline = COSTS.map((maintenanceCost) => ({
  ...{ targetAccuracy: 0.9, maintenanceCost, converged: true, energy: 3, offlineOptimum: 2 },
}));
const cells = digitCells(fixed, adaptive, offline);

describe("the comparison on digits", () => {
  it("has a cell for every accuracy, decay time and cost", () =>
    expect(cells.length).toBe(ACCURACIES.length * TIMES.length * COSTS.length));

  it("reads energies where the smoothed curve reaches the accuracy, at the cost of the cell", () => {
    for (const { accuracy, maintenanceCost, fixed: best, outcomes } of cells) {
      // .8 at the first evaluation, and .01 more at each: a mean of five is the accuracy of the middle one, and so is the energy.
      const evaluations = (accuracy - 0.8) / 0.01 + 1;
      const expected = (policy: string, threshold: number) =>
        SEEDS.map((seed) => {
          const [consolidation, held] = partsAt(policy, threshold, seed);
          return {
            energy: expect.closeTo(evaluations * (consolidation + maintenanceCost * held), 6),
            epochCount: expect.closeTo(evaluations / 60, 9),
          };
        });
      expect(outcomes.none).toEqual(expected("local-local", 0));
      // 11.5 (3 − θ) + 1000 cθ on average: cheap holding favours the largest θ, and at 10 an evaluation it still does.
      expect(best).toEqual({ threshold: 2, outcomes: expected("local-local", 2) });
      expect(outcomes["adaptive excess"]).toEqual(
        SEEDS.map((seed) => ({
          energy: expect.closeTo(evaluations * (5 + seed + 100 * maintenanceCost), 6),
          epochCount: expect.closeTo(evaluations / 60, 9),
        })),
      );
    }
  });

  it("has nothing for a run that does not get there", () => {
    for (const { accuracy, outcomes } of cells)
      expect(outcomes.clock.map((one) => one === null)).toEqual([accuracy > 0.9, false]);
  });

  it("has the regret where nothing decays", () => {
    for (const { accuracy, decayTime, regrets } of cells)
      expect(regrets).toEqual(accuracy === 0.9 && decayTime === Number.POSITIVE_INFINITY ? [1.5] : []);
  });

  it("refuses a study that has not ended", () =>
    expect(() => digitCells(fixed.slice(1), adaptive, offline)).toThrow("seed 1 is missing"));
});

describe("the page", () => {
  const page = digitsPage(cells, SEEDS, THRESHOLDS.length);

  it("has a line for every cell, and as many columns in each line as in the head", () => {
    const tables = page.split("\n\n").filter((part) => part.startsWith("|"));
    expect(tables.length).toBe(3);
    for (const table of tables) {
      const lines = table.trimEnd().split("\n");
      expect(new Set(lines.map((line) => line.split("|").length)).size).toBe(1);
    }
    expect(tables[0]!.trimEnd().split("\n").length).toBe(digitContenders.length + 2);
    expect(tables[2]!.trimEnd().split("\n").length).toBe(cells.length + 2);
  });

  it("counts what is lost, and says of every aim whether it is met", () => {
    expect(page).toContain("(1 lost)");
    // (6 … 7 + 100c)/(11 … 12 + 2000c) is about .55 and below.
    expect(page.match(/\| met \|/g)?.length).toBe(2);
    expect(page).not.toMatch(/NaN|undefined|Infinity/);
  });
});
