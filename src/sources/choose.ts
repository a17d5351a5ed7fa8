import { shown } from "../schema/shown.js";
import { UsageError } from "../schema/usage-error.js";
import { realTypes } from "./arrays/real-types.js";
import type { WeightArray } from "./arrays/weight-array.js";
import type { Contents } from "./contents.js";

/** Whether a name fits a pattern in which `*` stands for any text and `?` for one character. */
export function fits(name: string, pattern: string): boolean {
  // Greedy with one place to go back to, so that no pattern takes long.
  let [at, in_, star, mark] = [0, 0, -1, 0];
  while (at < name.length) {
    if (pattern[in_] === "*") {
      star = in_++;
      mark = at;
    } else if (in_ < pattern.length && (pattern[in_] === "?" || pattern[in_] === name[at])) {
      at++;
      in_++;
    } else if (star >= 0) {
      in_ = star + 1;
      at = ++mark;
    } else return false;
  }
  while (pattern[in_] === "*") in_++;
  return in_ === pattern.length;
}

const MOST_NAMED = 8;

/** Names in a message: the first few, and how many more there are. */
export function listed(names: readonly string[]): string {
  const shownNames = names.slice(0, MOST_NAMED).map((name) => shown(name).slice(1, -1));
  const more = names.length - MOST_NAMED;
  return shownNames.join(", ") + (more > 0 ? ` and ${more} more` : "");
}

const isFloating = ({ type }: WeightArray): boolean => type === "f2" || type === "bf" || type === "f4" || type === "f8";
const inWords = ({ name, shape, type }: WeightArray): string =>
  `${name === "" ? "the array" : name} (${realTypes[type].words} ${shape.join("×")})`;

/** The weights of a file, and what is left out of them. */
export interface Chosen {
  readonly arrays: readonly WeightArray[];
  readonly leftOut: readonly string[];
}

/**
 * The tensors of a model, or the array of another file: those that `select` names, else all of floating point in a model, and the only
 * one elsewhere.
 *
 * @param asModel whether all arrays belong together
 * @throws UsageError where none or several would do
 */
export function choose(
  { file, arrays, others, format }: Contents,
  select: string | undefined,
  asModel: boolean,
): Chosen {
  const wanted = select === undefined ? arrays : arrays.filter(({ name }) => fits(name, select));
  const chosen = asModel && select === undefined ? wanted.filter(isFloating) : wanted;
  const leftOut = [...arrays.filter((array) => !chosen.includes(array)).map(inWords), ...others];
  if (chosen.length === 0) {
    const what = select === undefined ? "holds no weights" : `holds no array whose name fits ${shown(select)}`;
    const there = leftOut.length > 0 ? `It holds ${listed(leftOut)}.` : "It is empty.";
    throw new UsageError(`${file.name}: this ${format} ${what}. ${there} Name arrays of real numbers with --select.`);
  }
  if (!asModel && select === undefined && chosen.length > 1) {
    throw new UsageError(
      `${file.name}: this ${format} holds ${chosen.length} arrays: ${listed(chosen.map(inWords))}. ` +
        "Name the one with the weights: --select NAME.",
    );
  }
  const empty = chosen.find(({ shape }) => shape.includes(0));
  if (empty !== undefined) {
    throw new UsageError(`${file.name}: ${inWords(empty)} is empty. Give arrays with at least one weight.`);
  }
  return { arrays: chosen, leftOut };
}
