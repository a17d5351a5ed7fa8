import { isAbsolute, relative, resolve, sep } from "node:path";
import type { Cell } from "../schema/row.js";
import { schemaVersion, version } from "../schema/version.js";
import type { FormerPaths } from "./former-ids.js";
import { pathKeyOf } from "./learners.js";
import { formatSeeds } from "./seeds.js";
import { ownDataCells, type Study } from "./study.js";

/** A path as files of a study state it: seen from its folder, so that both may be moved together. */
export function pathFrom(folder: string, path: string): string {
  const words = relative(resolve(folder), path).split(sep).join("/");
  // The point in front tells a folder called mnist from the digits of that name.
  return words.startsWith("..") || isAbsolute(words) ? words : `./${words}`;
}

/** A row of a study, or its parameters, with the paths of its data as they are seen from its folder. */
export function withPathsFrom<R extends Record<string, Cell>>(folder: string, study: Study, row: R): R {
  const { learner, ownData, datasets } = study;
  // Nearly always, and there may be millions of rows.
  if (ownData === undefined && datasets === undefined) return row;
  const pathKey = pathKeyOf(learner);
  const isPath = (key: string, value: Cell): value is string =>
    key === "patternsFile" || key === "targetsFile" || (key === pathKey && String(value) in (datasets ?? {}));
  const cells = Object.entries(row).map(([key, value]) => [key, isPath(key, value) ? pathFrom(folder, value) : value]);
  return Object.fromEntries(cells) as R;
}

/** `study.json`: a document that `readStudy` takes wherever its folder stands, as every value is there. */
export function documentOf(folder: string, study: Study, formerPaths: FormerPaths): object {
  const { name, learner, fixed, axes, seeds, ownData, datasets } = study;
  const from = (parameters: Record<string, Cell>) => withPathsFrom(folder, study, parameters);
  const parameters = from({ ...fixed, ...ownDataCells(study) });
  const grid = Object.fromEntries(
    axes.map(({ key, values }) => [key, values.map((value) => from({ [key]: value })[key]!)]),
  );
  const byPath =
    datasets && Object.fromEntries(Object.entries(datasets).map(([path, of]) => [pathFrom(folder, path), of]));
  const dataSha256 = ownData?.sha256 ?? byPath;
  const document = { schemaVersion, version, name, learner, parameters, grid, seeds: formatSeeds(seeds) };
  const former = Object.keys(formerPaths).length === 0 ? {} : { formerPaths };
  return { ...document, ...(dataSha256 === undefined ? {} : { dataSha256 }), ...former };
}
