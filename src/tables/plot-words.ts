import { formatExact } from "../report/format.js";
import { metaOf } from "../schema/parameter.js";
import { printable } from "../schema/printable.js";
import type { Cell } from "../schema/row.js";
import { learnerOf } from "../study/learners.js";
import type { Study } from "../study/study.js";
import type { PlotRequest } from "./plot-request.js";
import type { Baseline } from "./summary/baseline.js";

/** `maintenanceCost` → `maintenance cost` */
export const words = (key: string): string => key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
/** A parameter's value with every digit, so that two of them never look alike. A power of ten is 10⁻⁴, not 1×10⁻⁴. */
export const show = (value: Cell): string =>
  typeof value === "number" ? formatExact(value).replace(/^1×/, "") : printable(String(value));

/** `policy none, threshold 5` */
export const named = (values: Baseline): string =>
  values.map(({ key, value }) => `${words(key)} ${show(value)}`).join(", ");

/** The unit at the end of a parameter's description, which is where `quantity` puts it. */
function unitOf({ learner }: Study, key: string): string {
  const { schema } = learnerOf(learner);
  const description = key in schema.shape ? metaOf(schema.shape[key] as never).description : "";
  return / \([^()]+\)$/.exec(description)?.[0] ?? "";
}

/** Energies are in the unit of the weights, as docs/equations.md says; counts have none. */
export function labelOf(study: Study, key: string): string {
  if (key === "inefficiency") return "energy / minimum (ratio)";
  const parameter = key === "foundThreshold" ? "threshold" : key;
  return `${words(key)}${/energy$/i.test(key) ? energyUnitOf(study) : unitOf(study, parameter)}`;
}

/** A persistent change counts as |Δl|^α: energies have the unit of the weights where α is 1. */
function energyUnitOf(study: Study): string {
  const { schema, unit } = learnerOf(study.learner);
  if (!("costExponent" in schema.shape)) return ` (${unit})`;
  const varies = study.axes.some(({ key }) => key === "costExponent");
  const exponent = varies ? "α" : study.fixed.costExponent;
  return ` (${unit}${exponent === undefined || exponent === 1 ? "" : `^${exponent}`})`;
}

/** Says what is shown, so that plots of one study stand beside each other. */
export function fileName({ x, y, series, where, baseline }: PlotRequest): string {
  const filters = where.map(({ key, value }) => `-${key}-${String(value)}`).join("");
  const over = (baseline ?? []).map(({ key, value }) => `-over-${key}-${String(value)}`).join("");
  const shown = `${y}${over}-by-${x.key}${series === null ? "" : `-and-${series.key}`}${filters}`;
  return shown.replace(/[^\w.+-]+/g, "_");
}
