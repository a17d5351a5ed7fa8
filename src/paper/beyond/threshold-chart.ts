import type { PolicyAtThreshold } from "../../caching/cache.js";
import type { Counted } from "../../caching/priced.js";
import type { ResultOf } from "../../jobs/index.js";
import type { Chart } from "../../report/chart/chart.js";
import type { Row } from "../../schema/row.js";
import { ENERGY_AXIS, landscapeTheory, sampleNote, settingsOf } from "../landscape.js";
import { energyAt } from "../priced.js";
import { summary } from "../sample.js";
import type { Scale } from "../scale.js";
import {
  EXCESS_LOOK,
  EXCESS_SERIES,
  type ExcessRun,
  excessJobs,
  excessLandscape,
  excessTheory,
} from "./excess-landscape.js";

interface Curve {
  series: string;
  /** As in the other figures. */
  look: number;
  settingsOf(scale: Scale): readonly PolicyAtThreshold[];
  /** One for every setting, in the same order. */
  pointsOf(run: ExcessRun): readonly (Counted & { threshold: number })[];
}

/** Where s is emptied, of the paper, and where it stays at θ. */
const CURVES: readonly Curve[] = [
  {
    series: "local-local",
    look: 1,
    settingsOf: (scale: Scale) => settingsOf(scale).filter(({ policy }) => policy === "local-local"),
    pointsOf: (run: ExcessRun) => run.points.filter(({ policy }) => policy === "local-local"),
  },
  {
    series: EXCESS_SERIES,
    look: EXCESS_LOOK,
    settingsOf: (scale: Scale) => excessJobs(scale)[0]!.settings,
    pointsOf: (run: ExcessRun) => run.excess,
  },
];

const theoryOf = (series: string): string => `theory, ${series.split(" ")[0]}`;

/** Total energies against θ where s is emptied and where it stays at θ, each with its theory. */
export function excessAgainstThreshold(resultOf: ResultOf, scale: Scale, maintenanceCost: number): Chart {
  const runs = excessLandscape(resultOf, scale);
  const theories = [landscapeTheory(scale).energy, excessTheory(scale)];
  const rows = CURVES.flatMap(({ series, settingsOf, pointsOf }, curve) => {
    const bySeed = runs.map((run) => pointsOf(run));
    return settingsOf(scale).flatMap(({ threshold }, i): Row[] => {
      if (threshold === 0 || threshold === Number.POSITIVE_INFINITY) return [];
      const { mean, standardError } = summary(bySeed.map((points) => energyAt(points[i]!, { maintenanceCost })));
      // The theory's continuous random walk starts where a threshold exceeds one step.
      const expected = threshold < 1 ? null : theories[curve]!(threshold, maintenanceCost);
      return [
        { series, threshold, energy: mean, standardError },
        { series: theoryOf(series), threshold, energy: expected, standardError: null },
      ];
    });
  });
  return {
    name: "figure-2b-beyond",
    title: "Beyond the paper: at the best θ, s left at the threshold takes less energy than s emptied",
    x: { key: "threshold", label: "consolidation threshold θ (weight units)", scale: "log" },
    y: ENERGY_AXIS,
    series: CURVES.flatMap(({ series: name, look }): Chart["series"] => [
      { name, style: "line", look },
      { name: theoryOf(name), style: "dashed", colourOf: name },
    ]),
    rows,
    errorKey: "standardError",
    keys: "legend",
    notes: [
      `${sampleNote(resultOf, scale)} c = ${maintenanceCost}, total energy. local-excess consolidates |s| − θ and leaves s at ±θ; at its best θ a random walk then ` +
        "takes √3/2 of what it takes where s is emptied.",
    ],
  };
}
