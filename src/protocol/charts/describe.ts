import { formatExact } from "../../report/format.js";
import type { Cell } from "../../schema/row.js";
import type { NeuronParameters } from "../parameters.js";
import type { Pattern } from "../pattern-sets.js";
import type { Protocol } from "../protocol.js";

/** The sets that figures show. */
export const shownSets = ({ variants, document: { show } }: Protocol): [string, readonly Pattern[]][] =>
  [...variants[0]!.sets].filter(([name]) => show?.includes(name) ?? true);

/** A parameter's value with every digit; a power of ten is 10⁻⁴, not 1×10⁻⁴. */
export const showValue = (value: Cell): string =>
  typeof value === "number" ? formatExact(value).replace(/^1×/, "") : String(value);

/** `decayTime` → `decay time` */
export const words = (key: string): string => key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** What every figure of a protocol says of its neuron, without what its grid varies. */
export function describeNeuron({ variants, document }: Protocol): string {
  const { neuron } = variants[0]!;
  const told: [keyof NeuronParameters, string][] = [
    ["policy", neuron.policy],
    ["threshold", `θ ${showValue(neuron.threshold)}`],
    ["decayTime", `τ ${showValue(neuron.decayTime)} time steps`],
    [
      "margin",
      neuron.margin === Number.POSITIVE_INFINITY ? "changed by every pattern" : `margin κ ${showValue(neuron.margin)}`,
    ],
  ];
  const fixed = told.filter(([key]) => !Object.hasOwn(document.grid, key)).map(([, text]) => text);
  return `One neuron with ${neuron.inputCount} inputs: ${fixed.join(", ")}.`;
}
