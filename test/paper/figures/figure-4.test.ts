import { expect, it } from "vitest";
import { EXCESS_SERIES } from "../../../src/paper/beyond/excess-landscape.js";
import { figure4b } from "../../../src/paper/figures/figure-4.js";
import { landscapePolicies } from "../../../src/paper/landscape.js";
import { onSettings } from "../doctors/changes.js";
import { resultsOf } from "../made-up.js";

const panels = (doctor?: Parameters<typeof resultsOf>[0]) => figure4b.charts(resultsOf(doctor), "quick");

it("gives a policy the same place, and so the same colour and marker, in both panels, the paper's first", () => {
  for (const { series } of panels())
    expect(series.map(({ name }) => name)).toEqual([...landscapePolicies, EXCESS_SERIES]);
});

it("says at which c local-local takes clearly less and more", () => {
  expect(panels()[1]!.notes!.join(" ")).not.toContain("standard errors");
  // Its consolidations cost a tenth less; where all is consolidated at once it is not asked.
  const cheaper = onSettings(({ consolidated }, { setting: { policy, threshold } }) => ({
    consolidated: policy === "local-local" && threshold > 0 ? 0.9 * consolidated : consolidated,
  }));
  const note = panels(cheaper)[1]!.notes!.join(" ");
  expect(note).toContain("takes less at c = 10⁻⁶ to ");
  expect(note).not.toContain("more at");
});
