import { expect, it } from "vitest";
import { priced } from "../../src/caching/priced.js";
import { learnUntilStable } from "../../src/spiking/learn-until-stable.js";

const prices = { maintenanceCost: 0, changeCost: 0, persistentMaintenanceCost: 0 };

/** Learns with a network whose first weight is as said after each pass, in nS; its energy is the number of presentations. */
function learned(weightAfter: (epoch: number) => number, maxEpochs = 50) {
  const weights = new Float64Array(100);
  let presentations = 0;
  const network = {
    weights,
    present() {
      presentations += 1;
      weights[0] = weightAfter(presentations) * 1e-9;
      return 1;
    },
    tally: () => ({
      ...{ consolidated: presentations, transientHeld: 0, transientChanged: 0, persistentHeld: 0, minimal: 1 },
    }),
  };
  return priced(learnUntilStable(network, [{ inputs: [0, 1], label: 1 }], maxEpochs), prices);
}

it("ends with the tenth of ten stable passes, and counts energy to the first of them", () =>
  expect(learned(() => 1)).toMatchObject({ converged: true, epochCount: 10, presentationCount: 10, energy: 1 }));

it("waits until a weight has moved for the last time", () =>
  expect(learned((epoch) => (epoch <= 7 ? 2 : 1))).toMatchObject({ converged: true, epochCount: 17, energy: 8 }));

// Up and down by a around the mean of ten: 3 % of 2.5 nS is 0.075 nS.
it.each([
  [0.0749, true],
  [0.0751, false],
])("with a weight that goes up and down by %d nS is stable: %s", (size, converged) =>
  expect(learned((epoch) => 1 + (epoch % 2 === 0 ? size : -size)).converged).toBe(converged),
);

it("counts energy to the end where nothing became stable", () =>
  expect(learned((epoch) => epoch % 2, 30)).toMatchObject({ converged: false, epochCount: 30, energy: 30 }));
