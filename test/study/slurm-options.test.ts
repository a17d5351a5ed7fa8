import { describe, expect, it } from "vitest";
import { UsageError } from "../../src/schema/usage-error.js";
import { parseSlurmOptions } from "../../src/study/slurm-options.js";

describe("parseSlurmOptions", () => {
  it("makes every option one argument of sbatch", () => {
    expect(
      parseSlurmOptions({
        partition: "long",
        time: "2-00:00:00",
        maxParallel: "8",
        slurm: ["account=a b; rm -rf ~", "exclusive", "comment=x=y"],
      }),
    ).toEqual({
      sbatch: ["--partition=long", "--time=2-00:00:00", "--account=a b; rm -rf ~", "--exclusive", "--comment=x=y"],
      maxParallel: 8,
    });
  });

  it("asks for nothing when nothing is given", () => {
    expect(parseSlurmOptions({})).toEqual({ sbatch: [] });
  });

  it.each([
    [{ maxParallel: "0" }, /--max-parallel must be an integer from 1 to 100000, got "0"/],
    [{ maxParallel: "two" }, /got "two"/],
    [{ partition: "" }, /--partition must be a text on one line/],
    [{ time: "1\n2" }, /--time must be .* got "1\\n2"/],
    [{ slurm: ["=4"] }, /key=value/],
    [{ slurm: ["--mem=4G"] }, /without its dashes, got "--mem=4G"/],
    [{ slurm: ["mem=4\n5"] }, /--slurm mem must be a text on one line/],
    [{ slurm: ["array=1-5"] }, /cannot set array. It follows from the jobs/],
    [{ slurm: ["cpus-per-task=2"] }, /Use --jobs/],
    [{ slurm: ["wrap"] }, /cannot set wrap/],
  ])("refuses %j", (typed, message) => {
    expect(() => parseSlurmOptions(typed)).toThrow(UsageError);
    expect(() => parseSlurmOptions(typed)).toThrow(message);
  });
});
