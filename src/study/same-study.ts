import { toJson } from "../schema/result.js";
import type { Cell } from "../schema/row.js";
import { UsageError } from "../schema/usage-error.js";
import { impliedValues } from "../schema/where-given.js";
import { learnerOf } from "./learners.js";
import type { Study } from "./study.js";

/** What both versions fix, by key: what was and what is. A parameter that neither gives nor varies has what holds without it. */
function fixedInBoth(old: Study, now: Study): Map<string, readonly [Cell, Cell]> {
  const implied = impliedValues(learnerOf(now.learner).schema);
  const valueIn = ({ fixed, axes }: Study, key: string): Cell | undefined =>
    fixed[key] ?? (axes.some((axis) => axis.key === key) ? undefined : implied.get(key));
  const keys = new Set([...Object.keys(now.fixed), ...implied.keys()]);
  return new Map(
    [...keys].flatMap((key): [string, readonly [Cell, Cell]][] => {
      const [before, value] = [valueIn(old, key), valueIn(now, key)];
      return before === undefined || value === undefined ? [] : [[key, [before, value]]];
    }),
  );
}

/**
 * A study is the same as long as its name, its learner, its data and what both versions fix are the same. What varies may
 * gain and lose values, and a fixed parameter may become one that varies.
 *
 * @param withoutHash own data of the old one of which only the path is recorded
 * @throws {UsageError} if it is another study
 */
export function refuseOtherStudy(folder: string, old: Study, now: Study, withoutHash: readonly string[]): void {
  const differences = (["name", "learner"] as const)
    .filter((key) => old[key] !== now[key])
    .map((key) => `${key} ${toJson(old[key])}, not ${toJson(now[key])}`);
  if (toJson(old.ownData?.sha256) !== toJson(now.ownData?.sha256)) differences.push("other data to learn");
  for (const [path, { dataset }] of Object.entries(old.datasets ?? {})) {
    const found = now.datasets?.[path]?.dataset;
    if (found !== undefined && found !== dataset) differences.push(`other data in ${path}`);
  }
  for (const [key, [before, value]] of fixedInBoth(old, now)) {
    if (before === value) continue;
    const [was, is] = [old, now].map(({ datasets }, i) => datasets?.[String([before, value][i])]?.dataset);
    // Data are compared by what they hold: they may be moved.
    if (was !== undefined && was === is) continue;
    const byPath = withoutHash.includes(String(before)) ? " (recorded by its path alone: put the data there once)" : "";
    differences.push(`${key} ${toJson(before)}${byPath}, not ${toJson(value)}`);
  }
  if (differences.length === 0) return;
  throw new UsageError(
    `${JSON.stringify(folder)} holds another study, with ${differences.join("; ")}. ` +
      "Give another folder, or, to have both values of a parameter in one study, put them into the grid.",
  );
}
