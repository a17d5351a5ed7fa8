import type { PolicyName } from "../../caching/policies.js";
import { cachingPolicies, isComparison } from "../../caching/policies.js";
import type { WeightTensor } from "../../sources/trajectory.js";

/**
 * What a policy acts on without looking at others. A clock consolidates all, but each synapse as if it were alone; only a price of
 * consolidations has to know which ones are one.
 */
export type UnitKind = "synapse" | "neuron" | "layer";

export function unitKindOf({
  policy,
  eventCost = 0,
}: {
  readonly policy: PolicyName;
  readonly eventCost?: number | undefined;
}): UnitKind {
  if (policy === "none" || isComparison(policy) || (policy === "clock" && eventCost === 0)) return "synapse";
  return cachingPolicies[policy].group;
}

/** Synapses of a unit: `outer` runs of `inner` neighbours, each `stride` after the one before. */
interface Runs {
  readonly base: number;
  readonly inner: number;
  readonly stride: number;
  readonly outer: number;
}

const product = (sizes: readonly number[]): number => sizes.reduce((all, size) => all * size, 1);

/** Neurons of a tensor; a list of weights is one neuron. */
export const neuronCountOf = ({ shape, neuronAxis }: WeightTensor): number =>
  shape.length < 2 ? 1 : shape[neuronAxis]!;

/** The units of one kind that a tensor has. */
interface TensorUnits {
  /** Of all units, the first that is its own. */
  readonly firstUnit: number;
  readonly unitCount: number;
  readonly start: number;
  readonly size: number;
  /** Whether its units lie one after the other. */
  readonly isContiguous: boolean;
  runsOf(unit: number): Runs;
}

/** Which synapses belong to which unit. Units are numbered tensor after tensor, synapses in the order of the source. */
export class Units {
  readonly kind: UnitKind;
  readonly count: number;
  readonly tensors: readonly TensorUnits[];

  constructor(kind: UnitKind, tensors: readonly WeightTensor[]) {
    this.kind = kind;
    let [firstUnit, start] = [0, 0];
    this.tensors = tensors.map((tensor) => {
      const found = unitsOf(kind, tensor, firstUnit, start);
      firstUnit += found.unitCount;
      start += found.size;
      return found;
    });
    this.count = firstUnit;
  }

  tensorOf(unit: number): TensorUnits {
    return this.tensors.find(({ firstUnit, unitCount }) => unit < firstUnit + unitCount)!;
  }
}

function unitsOf(kind: UnitKind, tensor: WeightTensor, firstUnit: number, start: number): TensorUnits {
  const size = product(tensor.shape);
  const common = { firstUnit, start, size };
  if (kind === "synapse") {
    const runsOf = (unit: number) => ({ base: start + unit - firstUnit, inner: 1, stride: 1, outer: 1 });
    return { ...common, unitCount: size, isContiguous: true, runsOf };
  }
  const neuronCount = kind === "layer" ? 1 : neuronCountOf(tensor);
  if (neuronCount === 1) {
    const runsOf = () => ({ base: start, inner: size, stride: size, outer: 1 });
    return { ...common, unitCount: 1, isContiguous: true, runsOf };
  }
  const inner = product(tensor.shape.slice(tensor.neuronAxis + 1));
  const outer = product(tensor.shape.slice(0, tensor.neuronAxis));
  const stride = neuronCount * inner;
  const runsOf = (unit: number) => ({ base: start + (unit - firstUnit) * inner, inner, stride, outer });
  return { ...common, unitCount: neuronCount, isContiguous: outer === 1, runsOf };
}
