import { describe, expect, it } from "vitest";
import { UsageError } from "../../src/schema/usage-error.js";
import { parseSlurmOptions } from "../../src/slurm/options.js";

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

describe("what is decided here", () => {
  const options = {
    array: "a",
    chdir: "D",
    clusters: "M",
    "cpus-per-task": "c",
    error: "e",
    help: "h",
    "job-name": "J",
    output: "o",
    parsable: null,
    partition: "p",
    "test-only": null,
    time: "t",
    usage: null,
    version: "V",
    wait: "W",
    workdir: null,
    wrap: null,
  };
  const names = Object.keys(options);

  it.each(names)("is %s, by any beginning of the name that getopt takes for it", (name) => {
    for (let length = 1; length <= name.length; length++) {
      const beginning = name.slice(0, length);
      for (const key of [beginning, `--${beginning}`, beginning.toUpperCase(), beginning.replaceAll("-", "_")]) {
        for (const text of [key, `${key}=x`]) {
          expect(() => parseSlurmOptions({ slurm: [text] }), text).toThrow(UsageError);
          expect(() => parseSlurmOptions({ slurm: [text] }), text).toThrow(/^--slurm cannot set /);
        }
      }
    }
  });

  it.each(Object.values(options).filter((letter) => letter !== null))("is -%s", (letter) => {
    for (const text of [`-${letter}`, `-${letter}x`, `-${letter}=x`, `${letter}=x`]) {
      expect(() => parseSlurmOptions({ slurm: [text] }), text).toThrow(/^--slurm cannot set /);
    }
  });

  it("names the option that is meant, and what to do", () => {
    expect(() => parseSlurmOptions({ slurm: ["wra=touch stray"] })).toThrow(
      '--slurm cannot set "wra", which sbatch may take for wrap. The script is written by this program.',
    );
    expect(() => parseSlurmOptions({ slurm: ["outpu=x"] })).toThrow(/"outpu", which sbatch may take for output\. /);
  });

  it("is no other option of sbatch", () => {
    // All long options of sbatch 22.05, as its help lists them, but those above.
    const others = `account acctg-freq batch bb bbf begin cluster-constraint comment constraint container contiguous
      core-spec cores-per-socket cpu-freq cpus-per-gpu deadline delay-boot dependency distribution exclude exclusive export
      export-file extra-node-info get-user-env gid gpu-bind gpu-freq gpus gpus-per-node gpus-per-socket gpus-per-task gres
      gres-flags hint hold ignore-pbs input kill-on-invalid-dep licenses mail-type mail-user mcs-label mem mem-bind
      mem-per-cpu mem-per-gpu mincpus network nice no-kill no-requeue nodefile nodelist nodes ntasks ntasks-per-core
      ntasks-per-gpu ntasks-per-node ntasks-per-socket open-mode overcommit oversubscribe power prefer priority profile
      propagate qos quiet reboot requeue reservation signal sockets-per-node spread-job switches thread-spec
      threads-per-core time-min tmp uid use-min-nodes verbose wait-all-nodes wckey`.split(/\s+/);
    expect(parseSlurmOptions({ slurm: others }).sbatch).toEqual(others.map((name) => `--${name}`));
  });

  it("keeps what is typed short, and free of what a terminal obeys", () => {
    for (const slurm of [[`9${"x".repeat(5000)}`], ["\x1b[2Jx=1"], [`mem=${"x\x07".repeat(5000)}`]]) {
      const error: Error = (() => {
        try {
          return expect.fail(JSON.stringify(parseSlurmOptions({ slurm })));
        } catch (caught) {
          return caught as Error;
        }
      })();
      expect(error).toBeInstanceOf(UsageError);
      expect(error.message.length).toBeLessThan(400);
      expect(error.message).not.toMatch(/\p{Cc}/u);
    }
  });
});
