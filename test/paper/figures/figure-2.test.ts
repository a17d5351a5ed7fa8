import { expect, it } from "vitest";
import { figure2b } from "../../../src/paper/figures/figure-2.js";
import { onSettings } from "../doctors/changes.js";
import { resultsOf } from "../made-up.js";

const noteOf = (doctor: Parameters<typeof resultsOf>[0]): string =>
  figure2b.charts(resultsOf(doctor), "quick")[0]!.notes!.join(" ");

/** Made-up runs are as the theory says. */
const beside = (consolidated: number, transientHeld: number) =>
  onSettings((tally, { setting: { policy, threshold } }) =>
    policy === "local-global" && threshold > 2 && threshold < 20
      ? { consolidated: consolidated * tally.consolidated, transientHeld: transientHeld * tally.transientHeld }
      : { consolidated: 0.9 * tally.consolidated, transientHeld: 0.9 * tally.transientHeld },
  );

it("says where more is consolidated and less held than in the theory", () =>
  expect(noteOf(beside(2, 0.5))).toContain(
    "more is consolidated at θ from 2.5 to 17.5, up to 2.0 times, and less is held at every θ.",
  ));

it("does not say of every θ what is not so", () => {
  expect(noteOf(beside(2, 1.5))).toMatch(/less is held at \d+ of \d+ θ\./);
  expect(noteOf(beside(0.9, 0.9))).not.toContain("Compared with the theory");
});
