import { shown } from "../../schema/shown.js";
import { UsageError } from "../../schema/usage-error.js";
import { Tensor } from "./globals.js";

/** Where a checkpoint of a training keeps the weights, beside its optimizer and its epoch. */
const modelKeys = "model_state_dict state_dict model model_state module net network weights params parameters".split(
  " ",
);
/** Dictionaries and lists looked at: a pickle may name one list a thousand times, and that one another. */
const MOST_ITEMS = 1_000_000;
const DEEPEST = 64;

export interface NamedTensor {
  readonly name: string;
  readonly tensor: Tensor;
}

/** All tensors of a value, with names that say where they stand: `layer.weight`. */
function collect(value: unknown, source: string): NamedTensor[] {
  const found: NamedTensor[] = [];
  let count = 0;
  const visit = (item: unknown, path: string, depth: number): void => {
    if (item instanceof Tensor) {
      found.push({ name: path, tensor: item });
      return;
    }
    if (!(item instanceof Map) && !Array.isArray(item)) return;
    count += item instanceof Map ? item.size : item.length;
    if (depth > DEEPEST || count > MOST_ITEMS) {
      throw new UsageError(
        `${source}: must hold tensors in at most ${DEEPEST} dictionaries within each other and ${MOST_ITEMS} items, but holds more. ` +
          "Save weights alone: torch.save(model.state_dict(), file).",
      );
    }
    for (const [key, inner] of item.entries())
      visit(inner, path === "" ? String(key) : `${path}.${String(key)}`, depth + 1);
  };
  visit(value, "", 0);
  return found;
}

/**
 * The tensors of the model in a checkpoint. Of a dictionary that keeps the weights under a name of its own, as `{"model": …,
 * "optimizer": …}` does, only that name is looked at, and what else holds tensors is named.
 */
export function modelTensors(root: unknown, source: string): { tensors: NamedTensor[]; others: string[] } {
  if (!(root instanceof Map) || [...root.values()].some((value) => value instanceof Tensor)) {
    return { tensors: collect(root, source), others: [] };
  }
  const key = modelKeys.find((one) => collect(root.get(one), source).length > 0);
  if (key === undefined) return { tensors: collect(root, source), others: [] };
  const others = [...root.keys()].filter((one) => one !== key).map((one) => shown(String(one)).slice(1, -1));
  return { tensors: collect(root.get(key), source), others };
}
