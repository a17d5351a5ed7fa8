import type { StudyRecord } from "./journals/record.js";
import { isPathValue, learnerOf, pathKeyOf } from "./learners.js";
import { dataOf, runId, type Study } from "./study.js";
import type { StudyDocument } from "./study-schema.js";

/**
 * Version 0.1.0 knew own digits by their absolute path alone, and so do the ids of its records. When such a study is run
 * again, what is at that path now is taken to be what was there then: nothing recorded says more. These are the hashes
 * of what is taken, by the path.
 */
export type FormerPaths = Readonly<Record<string, string>>;

/** Own digits of a study, by their paths, of which its document does not say what they hold. */
export function pathsWithoutHash({ learner, parameters, grid, dataSha256 }: StudyDocument): string[] {
  const pathKey = pathKeyOf(learner);
  if (pathKey === undefined) return [];
  const values = [(parameters as Record<string, unknown>)[pathKey], (grid as Record<string, unknown>)[pathKey]].flat();
  return values.filter(
    (value): value is string =>
      typeof value === "string" && isPathValue(learnerOf(learner), pathKey, value) && !(value in (dataSha256 ?? {})),
  );
}

/**
 * @param document of the folder, as it stands
 * @param study that is going to be run there
 */
export function formerPathsOf(document: StudyDocument, study?: Study): FormerPaths {
  const taken = pathsWithoutHash(document).flatMap((path) => {
    const hashes = study?.datasets?.[path];
    return hashes === undefined ? [] : [[path, hashes.dataset!] as const];
  });
  return { ...document.formerPaths, ...Object.fromEntries(taken) };
}

/** The id that the job of a record has today. */
export function currentIds(learner: Study["learner"], former: FormerPaths): (record: StudyRecord) => string {
  if (Object.keys(former).length === 0) return ({ id }) => id;
  const datasets = Object.fromEntries(Object.entries(former).map(([path, dataset]) => [path, { dataset }]));
  const parts = { learner, datasets };
  return ({ id, code, parameters }) =>
    code === undefined && dataOf(parts, parameters) !== undefined ? runId(parts, parameters) : id;
}
