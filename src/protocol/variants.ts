import { didYouMean } from "../schema/did-you-mean.js";
import type { Cell, Row } from "../schema/row.js";
import type { Path } from "./explain.js";
import { neuronKeys } from "./parameters.js";
import { MAXIMUM_STEPS, type ProtocolDocument } from "./schema.js";

/** Refuses what stands at a path of the file. */
export type Refuse = (path: Path, message: string) => never;

/** A file's content before defaults are filled in. */
export interface Written {
  readonly parameters?: Readonly<Record<string, unknown>> | undefined;
  readonly patterns?: unknown;
  readonly phases?: unknown;
}

/** One combination of the values of a grid, and the file's content with them. */
export interface Combination {
  values: Row;
  written: Written;
}

const isParameter = (key: string): boolean => (neuronKeys as string[]).includes(key);
/** Columns of the table and of figures, of which a name of the grid can be none. */
const reserved =
  /^(timestep|phase|event|set|pattern|changed|energyAvailable|\w*[Ee]nergy|\w+Norm|largestTransient|[wsl]\d+|series|traces|errors|standardError)$/;

/** Names of phases and of patterns are text, whatever they begin with. */
const isVariable = (key: string, value: unknown): value is string =>
  typeof value === "string" && value.startsWith("$") && !["name", "test", "present"].includes(key);

/** Every value within `value` that is a variable, with its path. */
function* variablesIn(value: unknown, path: Path): Generator<[Path, string]> {
  if (typeof value !== "object" || value === null) return;
  for (const [key, item] of Object.entries(value)) {
    const at = [...path, Array.isArray(value) ? Number(key) : key];
    if (isVariable(key, item)) yield [at, item.slice(1)];
    else yield* variablesIn(item, at);
  }
}

/** The keys that have a variable as their value. */
export const variableUses = (value: unknown, name: string): PropertyKey[] =>
  [...variablesIn(value, [])].filter(([, one]) => one === name).map(([path]) => path.at(-1)!);

/** The same with values in the place of variables. */
function substituted(value: unknown, values: Row): unknown {
  if (Array.isArray(value)) return value.map((item) => substituted(item, values));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      isVariable(key, item) ? values[item.slice(1)] : substituted(item, values),
    ]),
  );
}

/** Keys of the grid that seeds of random patterns have: what differs with them only is averaged. */
export const chanceKeys = ({ patterns }: ProtocolDocument): string[] => [
  ...new Set([...variablesIn(patterns, [])].map(([, name]) => name)),
];

/** @throws what `refuse` does, for a variable without values, and for values that nothing has a use for */
function checkGrid({ grid, patterns, phases }: ProtocolDocument, written: Written, refuse: Refuse): void {
  const used = [...variablesIn(patterns, ["patterns"]), ...variablesIn(phases, ["phases"])];
  const names = Object.keys(grid).filter((key) => !isParameter(key));
  for (const [path, name] of used) {
    if (names.includes(name)) continue;
    refuse(path, `$${name} is no name of grid, which has ${names.join(", ") || "none"}.${didYouMean(name, names)}`);
  }
  for (const key of Object.keys(grid)) {
    const isFixed = isParameter(key) && Object.hasOwn(written.parameters ?? {}, key);
    if (reserved.test(key)) refuse(["grid", key], "is the name of a column of the table. Give another name.");
    if (isFixed) refuse(["grid", key], "is fixed under parameters as well. Keep one of the two.");
    if (isParameter(key) || used.some(([, name]) => name === key)) continue;
    const hint = didYouMean(key, neuronKeys);
    refuse(["grid", key], `is no parameter of the neuron, and no phase and no seed has it as a value, $NAME.${hint}`);
  }
}

/**
 * The combinations of a grid, the last key changing fastest; one where there is no grid.
 *
 * @param written what the file holds, of which `document` is the checked form
 * @throws what `refuse` does, where names do not fit
 */
export function combinations(document: ProtocolDocument, written: Written, refuse: Refuse): Combination[] {
  checkGrid(document, written, refuse);
  const count = Object.values(document.grid).reduce((product, values) => product * values.length, 1);
  if (count > MAXIMUM_STEPS) {
    refuse(["grid"], `must have at most ${MAXIMUM_STEPS} combinations of values, got ${count}. Leave some out.`);
  }
  const all = Object.entries(document.grid as Record<string, Cell[]>).reduce<Row[]>(
    (rows, [key, values]) => rows.flatMap((row) => [...new Set(values)].map((value) => ({ ...row, [key]: value }))),
    [{}],
  );
  return all.map((values) => {
    const given = Object.fromEntries(Object.entries(values).filter(([key]) => isParameter(key)));
    const parameters = { ...written.parameters, ...given };
    const [patterns, phases] = [substituted(written.patterns, values), substituted(written.phases, values)];
    return { values, written: { ...written, parameters, patterns, phases } };
  });
}
