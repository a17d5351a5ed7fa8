import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { UsageError } from "../../src/schema/usage-error.js";
import { cancelStudy } from "../../src/slurm/cancel.js";
import { queueStatusOf } from "../../src/slurm/status.js";
import { submissionsOf } from "../../src/slurm/submissions.js";
import { submitStudy } from "../../src/slurm/submit.js";
import { readStudy } from "../../src/study/read-study.js";
import { temporaryFolder } from "../temporary-folder.js";
import { fakePrograms } from "./fake-programs.js";

// Programs of Slurm that misbehave, and what becomes of a study that is submitted through them.
const folder = temporaryFolder();
/** Long enough for the programs that do answer, on a machine with much else to do. */
const SECONDS = 5;
const { pretend, callsOf } = fakePrograms(folder, SECONDS);

const studyFile = join(folder, "study.yaml");
writeFileSync(
  studyFile,
  "name: small\nlearner: perceptron\nparameters: { inputCount: 10, patternCount: 5 }\nseeds: 1..3\n",
);
const study = readStudy(studyFile);
const options = { program: ["node", "main.js"], threads: 1, sbatch: [], taskSeconds: 1e-9 };

/** Where a fake cluster keeps its queue: a line a task, as squeue prints it, under the name of its job. */
interface FakeCluster {
  out: string;
  queue: string;
  submit(): ReturnType<typeof submitStudy>;
}

/** A cluster that works. squeue tells what is queued under the name, and the number if that is asked for. */
function cluster(): FakeCluster {
  const home = mkdtempSync(join(folder, "cluster-"));
  const queue = join(home, "queue");
  mkdirSync(queue);
  pretend("scontrol", "echo 'MaxArraySize            = 101'");
  pretend(
    "squeue",
    `for arg in "$@"; do case $arg in --name=*) name=\${arg#*=};; --jobs=*) job=\${arg#*=};; esac; done
    [ -f '${queue}'/"$name" ] && grep "^\${job:-.*}|" '${queue}'/"$name"; exit 0`,
  );
  pretend("sbatch", accepting(queue, "41"));
  pretend("scancel", "exit 0");
  const out = join(home, "out");
  return { out, queue, submit: () => submitStudy(out, study, options) };
}

/** sbatch that puts tasks 1 to 3 in the queue, then does as a script says. */
const accepting = (queue: string, id: string, then = `echo ${id}`): string =>
  `[ "$1" = --version ] && { echo 'slurm 23.11.4'; exit 0; }
  for arg in "$@"; do case $arg in --job-name=*) name=\${arg#*=};; esac; done
  for task in 1 2 3; do echo "${id}|$task|PENDING|Resources"; done > '${queue}'/"$name"
  ${then}`;

const filesOf = (out: string): string[] => readdirSync(join(out, "slurm")).filter((name) => !name.includes(".lock"));

const submittedTimes = (): number => callsOf("sbatch").filter((call) => call !== "--version").length;

describe("an answer of sbatch that is lost", () => {
  it.each([
    ["it hangs after it has submitted", "sleep 100", /^sbatch has not ended within 5 seconds/],
    ["it prints no number", "echo Submitted.", /^sbatch printed "Submitted\.", which is no job number\. /],
    ["it prints half a number", "printf 4", /^sbatch printed "4", which is no job number\. /],
    ["it prints without end", "exec yes", /^sbatch has printed more than 1 MiB/],
    [
      "the connection breaks",
      "echo 'error: Socket timed out' >&2; exit 1",
      /^sbatch failed: error: Socket timed out\. /,
    ],
    ["it is killed", "kill -9 $$", /^sbatch failed: it was ended by SIGKILL\. /],
  ])("because %s, is said to be unknown, and the job is found by its name", async (_, then, message) => {
    const { out, queue, submit } = cluster();
    pretend("sbatch", accepting(queue, "41", then));
    const error: Error = await submit().then(
      () => expect.fail("submitted"),
      (caught) => caught,
    );
    expect(error.message).toMatch(message);
    const [submission] = submissionsOf(out);
    expect(submission).toMatchObject({ number: 1, job: null, shards: [1, 2, 3] });
    expect(error.message).toContain(
      `The job may be in the queue all the same, under the name ${submission!.name}, which `,
    );
    expect(error.message).toContain(join(out, "slurm", "submission-0001.json"));

    pretend("sbatch", accepting(queue, "42"));
    expect(await submit()).toMatchObject({ job: null, taskCount: 0, underWayCount: 3 });
    expect(submittedTimes()).toBe(0);
    expect(await queueStatusOf(out)).toMatchObject({
      jobs: [{ job: "41", states: { PENDING: 3 } }],
      unassignedCount: 0,
    });
    expect(await cancelStudy(out)).toEqual([{ job: { id: "41" }, taskCount: 3 }]);
    expect(callsOf("scancel")).toEqual([`--name=${submission!.name} 41`]);
  });

  it("because it refuses, is no doubt: the job is not in the queue, and is submitted again", async () => {
    const { queue, submit } = cluster();
    pretend("sbatch", `[ "$1" = --version ] || { echo 'sbatch: error: Invalid account' >&2; exit 1; }`);
    await expect(submit()).rejects.toThrow(/^sbatch failed: sbatch: error: Invalid account$/);
    pretend("sbatch", accepting(queue, "42"));
    expect(await submit()).toMatchObject({ job: { id: "42" }, taskCount: 3 });
  });

  it("is looked for on the clusters that sbatch chose from", async () => {
    const { queue, submit } = cluster();
    pretend("sbatch", accepting(queue, "41", "echo Submitted."));
    process.env.SBATCH_CLUSTERS = "alpha,beta";
    try {
      await expect(submit()).rejects.toThrow(/may be in the queue/);
    } finally {
      delete process.env.SBATCH_CLUSTERS;
    }
    await submit();
    expect(callsOf("squeue").at(-1)).toMatch(/ --clusters=alpha,beta$/);
  });

  it("may have put a job there twice, and both are cancelled", async () => {
    const { out, queue, submit } = cluster();
    pretend("sbatch", accepting(queue, "41", "exit 1"));
    await expect(submit()).rejects.toThrow(/it ended with status 1/);
    const { name } = submissionsOf(out)[0]!;
    writeFileSync(join(queue, name), "41|1|RUNNING|None\n52|1|PENDING|Priority\n52|2|PENDING|Priority\n");
    expect(await cancelStudy(out)).toEqual([
      { job: { id: "41" }, taskCount: 1 },
      { job: { id: "52" }, taskCount: 2 },
    ]);
  });
});

describe("an answer of squeue that is not understood", () => {
  it.each([
    ["garbage", "echo '???'"],
    ["half a line", "printf '41|1|RUNN'"],
    ["an error with status 0", "echo 'slurm_load_jobs error: timed out' >&2"],
    ["a failure", "echo 'slurm_load_jobs error: Unable to contact slurm controller' >&2; exit 1"],
    ["nothing for ever", "sleep 100"],
    ["no end", "exec yes '41|1|RUNNING|None' 2> /dev/null"],
  ])(
    "(%s) submits nothing and cancels nothing",
    async (_, script) => {
      const { out, queue, submit } = cluster();
      expect(await submit()).toMatchObject({ job: { id: "41" } });
      const before = filesOf(out);
      pretend("squeue", script);
      pretend("sbatch", accepting(queue, "42"));
      await expect(submit()).rejects.toThrow(/^squeue /);
      await expect(cancelStudy(out)).rejects.toThrow(/^squeue /);
      await expect(queueStatusOf(out)).rejects.toThrow(/^squeue /);
      expect(submittedTimes()).toBe(0);
      expect(callsOf("scancel")).toEqual([]);
      expect(filesOf(out)).toEqual(before);
    },
    60_000,
  );
});

describe("a number that another job has now", () => {
  it("is not cancelled, and its tasks are not this study's", async () => {
    const { out, queue, submit } = cluster();
    await submit();
    const { name } = submissionsOf(out)[0]!;
    // Slurm has begun anew with 1: job 41 is somebody else's.
    writeFileSync(join(queue, name), "");
    writeFileSync(join(queue, "somebody-else"), "41|1|RUNNING|None\n");
    expect(await cancelStudy(out)).toEqual([]);
    expect(callsOf("scancel")).toEqual([]);
    expect(await queueStatusOf(out)).toMatchObject({ jobs: [], unassignedCount: 3 });
    expect(callsOf("squeue")).toHaveLength(2);
    for (const call of callsOf("squeue")) expect(call).toContain(` --name=${name} --jobs=41`);
  });

  it("is named to scancel with the name, should it change hands in between", async () => {
    const { out, submit } = cluster();
    await submit();
    const { name } = submissionsOf(out)[0]!;
    expect(await cancelStudy(out)).toEqual([{ job: { id: "41" }, taskCount: 3 }]);
    expect(callsOf("scancel")).toEqual([`--name=${name} 41`]);
  });

  it("does not keep the jobs after it from being cancelled when scancel fails", async () => {
    const { out, queue, submit } = cluster();
    await submit();
    const { name } = submissionsOf(out)[0]!;
    writeFileSync(join(queue, name), "41|1|RUNNING|None\n");
    pretend("sbatch", accepting(queue, "42"));
    await submit();
    pretend("scancel", `echo 'scancel: error: Kill job error' >&2; exit 1`);
    await expect(cancelStudy(out)).rejects.toThrow("scancel failed: scancel: error: Kill job error");
    expect(callsOf("scancel").map((call) => call.split(" ").at(-1))).toEqual(["41", "42"]);
  });
});

describe("the other programs", () => {
  it.each([
    ["sbatch --version", "sbatch", "sleep 100", /^sbatch has not ended within 5 seconds/],
    ["scontrol that hangs", "scontrol", "sleep 100", /^scontrol has not ended within 5 seconds/],
    ["scontrol without end", "scontrol", "exec yes", /^scontrol has printed more than 1 MiB/],
    [
      "scontrol that prints garbage",
      "scontrol",
      "printf '\\033[31m'",
      /^scontrol show config names no MaxArraySize: "\\u\{001b\}/,
    ],
  ])("submit nothing: %s", async (_, name, script, message) => {
    const { out, submit } = cluster();
    pretend(name, script);
    await expect(submit()).rejects.toThrow(message);
    expect(submissionsOf(out)).toEqual([]);
  });
});

describe("the record of a submission", () => {
  it.each([
    ["null", /the document: /],
    ["5", /the document: /],
    ["{}", /number: /],
    ["[]", /: /],
    ['{"number":1,"name":"a b","job":null,"shardCount":1,"shards":[]}', /name: /],
    ['{"number":1,"name":"a","job":{"id":"7 --me"},"shardCount":1,"shards":[]}', /job\.id: /],
    ['{"number":1,"name":"a","job":5,"shardCount":1,"shards":[]}', /job: /],
    ['{"number":1,"name":"a","job":null,"shardCount":1,"shards":"1-3"}', /shards: /],
    ['{"number":1,', /JSON/],
  ])("that says %s is refused, with what to do", async (text, message) => {
    const { out, submit } = cluster();
    await submit();
    writeFileSync(join(out, "slurm", "submission-0001.json"), text);
    const error: Error = await cancelStudy(out).catch((caught) => caught);
    expect(error).toBeInstanceOf(UsageError);
    expect(error.message).toMatch(message);
    expect(error.message).toMatch(/submission-0001\.json is not the record .* remove it\.$/);
  });
});

describe("--status after tasks that recorded nothing", () => {
  it("shows the end of what the first of them printed", async () => {
    const { out, queue, submit } = cluster();
    await submit();
    const { name } = submissionsOf(out)[0]!;
    writeFileSync(join(queue, name), "41|1|RUNNING|None\n");
    const log = (task: number): string => join(out, "slurm", "logs", `0001-task-${task}.log`);
    const lines = Array.from({ length: 100_000 }, (_, k) => `line ${k}`).join("\n");
    writeFileSync(log(1), "this one is running");
    writeFileSync(log(2), `${lines}\n\x1b]0;title\x07/usr/bin/node: not found\r\n`);
    const { silentTasks } = (await queueStatusOf(out))!;
    expect(silentTasks).toEqual([
      {
        shard: "2/3",
        log: log(2),
        end: expect.stringMatching(/^line 99995\n[\s\S]*\\u\{001b\}\]0;title\\u\{0007\}\/usr\/bin\/node: not found$/),
      },
      { shard: "3/3", log: log(3), end: null },
    ]);
  });

  it("says nothing of tasks that recorded a job, or that have none left", async () => {
    const { out, queue, submit } = cluster();
    await submit();
    const { name } = submissionsOf(out)[0]!;
    writeFileSync(join(queue, name), "");
    mkdirSync(join(out, "journal"), { recursive: true });
    expect((await queueStatusOf(out))!.silentTasks?.map(({ shard }) => shard)).toEqual(["1/3", "2/3", "3/3"]);
    // Written later than the submission, as by its tasks; a line without its end counts for no job.
    for (const shard of [1, 2, 3]) writeFileSync(join(out, "journal", `shard-${shard}-of-3.jsonl`), '{"id":');
    expect(await queueStatusOf(out)).not.toHaveProperty("silentTasks");
    expect(readFileSync(join(out, "journal", "shard-1-of-3.jsonl"), "utf8")).toBe('{"id":');
  });
});
