import type { Row } from "../../schema/row.js";
import type { Axis, Study } from "../../study/study.js";
import { type AxisValue, axisValues } from "../axis-value.js";

/** What runs are compared with: the cell that has these values, and otherwise the same parameters. */
export type Baseline = readonly AxisValue[];

/**
 * The baseline that is typed, a value of a parameter each. Without one policies are compared: with learning without a cache
 * where the study has that, otherwise with the first one; null where policies do not vary.
 *
 * @throws {UsageError} for what does not vary
 */
export function baselineOf({ axes }: Pick<Study, "axes">, typed: readonly string[] = []): Baseline | null {
  if (typed.length > 0) return axisValues("--baseline", typed, axes, "Give one value.");
  const policies = axes.find(({ key }) => key === "policy")?.values ?? [];
  if (policies.length < 2) return null;
  return [{ key: "policy", value: policies.find((policy) => policy === "none") ?? policies[0]! }];
}

/** Names the cell of a run among those of a study, whatever its seed. */
export const cellName = (axes: readonly Axis[], parameters: Row): string =>
  axes.map(({ key }) => String(parameters[key])).join("\u0000");

/** What came of the runs of the baseline cells, seed by seed; all others are passed by. */
export class BaselineSamples {
  private readonly axes: readonly Axis[];
  private readonly baseline: Baseline;
  private readonly samples = new Map<string, Map<number, number>>();

  constructor(axes: readonly Axis[], baseline: Baseline) {
    this.axes = axes;
    this.baseline = baseline;
  }

  /** As it is typed: `policy=none`. */
  get text(): string {
    return this.baseline.map(({ key, value }) => `${key}=${String(value)}`).join(" ");
  }

  /** @param value null where there is none to be compared with */
  see(parameters: Row, value: number | null): void {
    if (value === null || this.baseline.some((part) => parameters[part.key] !== part.value)) return;
    const name = cellName(this.axes, parameters);
    const sample = this.samples.get(name) ?? new Map<number, number>();
    this.samples.set(name, sample.set(parameters.seed as number, value));
  }

  /** The sample that runs with these parameters are compared with. */
  of(parameters: Row): ReadonlyMap<number, number> {
    const baseline = Object.fromEntries(this.baseline.map(({ key, value }) => [key, value]));
    return this.samples.get(cellName(this.axes, { ...parameters, ...baseline })) ?? new Map();
  }
}
