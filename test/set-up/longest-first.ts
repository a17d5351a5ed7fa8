import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Files that take a minute or more, most of it waiting; begun last, they would run alone at the end. */
export const longFiles = [
  "slurm/slurm",
  "study/kill",
  "study/locks-and-faults",
  "slurm/faults",
  "cli/signals",
  "cli/commands/sweep",
].map((name) => `${name}.test.ts`);

const isLong = ({ moduleId }: TestSpecification): boolean =>
  longFiles.some((name) => moduleId.replaceAll("\\", "/").endsWith(`test/${name}`));

/** Begins the longest files first. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}
