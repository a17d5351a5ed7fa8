import { mean } from "../../math/statistics.js";
import { formatNumber, powerOfTen } from "../../report/format.js";
import type { Row } from "../../schema/row.js";
import { type Cell, contenders } from "./comparison.js";
import { known, type Outcomes } from "./fixed-thresholds.js";
import { pairedRatio, type Ratio } from "./ratio.js";

const meanOf = (outcomes: Outcomes, key: "energy" | "epochCount"): number | null => {
  const values = known(outcomes).map((outcome) => outcome[key]);
  return values.length === 0 ? null : mean(values);
};

/** One row a cell and contender, the best fixed threshold among them. */
export const cellRows = (cells: readonly Cell[]): Row[] =>
  cells.flatMap((cell) => {
    const { load, decayTime, maintenanceCost, fixed, outcomes } = cell;
    const all = [["best fixed", fixed.outcomes] as const, ["best of each seed", cell.ofEach] as const];
    return [...all, ...contenders.map((name) => [name, outcomes[name]] as const)].map(([contender, sample]): Row => {
      const energy = meanOf(sample, "energy");
      const epochCount = meanOf(sample, "epochCount");
      const threshold = contender === "best fixed" ? fixed.threshold : null;
      const convergedCount = known(sample).length;
      const key = { load, decayTime, maintenanceCost, contender, threshold };
      return { ...key, energy, epochCount, convergedCount, ...pairedRatio(sample, fixed.outcomes) };
    });
  });

/** ".71 ± .02", with what is missing; a dash where there is nothing to compare. */
export function ratioText({
  ratio,
  standardError,
  lostCount = 0,
}: Pick<Ratio, "ratio" | "standardError"> & { lostCount?: number }): string {
  const digits = (value: number): string => value.toFixed(2).replace(/^0\./, ".");
  const lost = lostCount > 0 ? ` (${lostCount} lost)` : "";
  if (ratio === null) return `–${lost}`;
  return `${digits(ratio)}${standardError === null ? "" : ` ± ${digits(standardError)}`}${lost}`;
}

export const costText = (cost: number): string => powerOfTen(Math.round(Math.log10(cost)));
export const decayText = (decayTime: number): string => formatNumber(decayTime);

export const markdownTable = (headings: readonly string[], rows: readonly (readonly string[])[]): string =>
  [headings, headings.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

/** The table of every cell. */
export function cellTable(cells: readonly Cell[]): string {
  const headings = ["load", "τ", "c", "θ", "energy", ...contenders, "excess / each seed’s θ", "epochs, θ → excess"];
  const rows = cells.map((cell) => {
    const { load, decayTime, maintenanceCost, fixed, outcomes, ofEach } = cell;
    const excess = outcomes["adaptive excess"];
    const epochs = [fixed.outcomes, excess].map((sample) => {
      const count = meanOf(sample, "epochCount");
      return count === null ? "–" : String(Math.round(count));
    });
    const energy = meanOf(fixed.outcomes, "energy");
    const missing = fixed.outcomes.length - known(fixed.outcomes).length;
    return [
      String(load),
      decayText(decayTime),
      costText(maintenanceCost),
      formatNumber(Number(fixed.threshold.toPrecision(3))),
      `${energy === null ? "–" : formatNumber(Number(energy.toPrecision(3)))}${missing > 0 ? ` (${missing} not converged)` : ""}`,
      ...contenders.map((name) =>
        known(outcomes[name]).length > 0 || name !== "offline optimum"
          ? ratioText(pairedRatio(outcomes[name], fixed.outcomes))
          : "–",
      ),
      ratioText({ ...pairedRatio(excess, ofEach), standardError: null }),
      epochs.join(" → "),
    ];
  });
  return markdownTable(headings, rows);
}
