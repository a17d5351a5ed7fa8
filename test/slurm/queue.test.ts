import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SlurmError } from "../../src/slurm/call.js";
import { parseQueue, queuedTasks } from "../../src/slurm/queue.js";
import { temporaryFolder } from "../temporary-folder.js";
import { fakePrograms } from "./fake-programs.js";

const { pretend } = fakePrograms(temporaryFolder());
const NAME = "thresholds-12345678";

describe("queuedTasks", () => {
  it("leaves out tasks that have ended, other jobs, and the name of the cluster", async () => {
    pretend(
      "squeue",
      "printf 'CLUSTER: alpha\\n7|1|RUNNING|None\\n7|2|PENDING|Resources\\n7|3|COMPLETED|None\\n8|1|RUNNING|None\\n'",
    );
    expect(await queuedTasks(NAME, { id: "7" })).toEqual([
      { jobId: "7", index: 1, state: "RUNNING", reason: "None", cluster: "alpha" },
      { jobId: "7", index: 2, state: "PENDING", reason: "Resources", cluster: "alpha" },
    ]);
  });

  it("are none of a job that Slurm has forgotten, and a failure is no such job", async () => {
    pretend("squeue", "echo 'slurm_load_jobs error: Invalid job id specified' >&2; exit 1");
    expect(await queuedTasks(NAME, { id: "7" })).toEqual([]);
    pretend("squeue", "echo 'slurm_load_jobs error: Unable to contact slurm controller' >&2; exit 1");
    await expect(queuedTasks(NAME, { id: "7" })).rejects.toThrow("Unable to contact slurm controller");
  });

  it("are asked for by name and number, on the cluster that has the job", async () => {
    pretend("squeue", `echo "$*" >&2; exit 1`);
    await expect(queuedTasks(NAME, { id: "7", cluster: "alpha" })).rejects.toThrow(
      / --name=thresholds-12345678 --jobs=7 --clusters=alpha$/,
    );
  });

  it("are asked for by name alone where the number is not known, on the clusters that sbatch chose from", async () => {
    pretend("squeue", `echo "$*" >&2; exit 1`);
    await expect(queuedTasks(NAME, null)).rejects.toThrow(/ --name=thresholds-12345678$/);
    await expect(queuedTasks(NAME, null, "alpha,beta")).rejects.toThrow(/ --name=\S+ --clusters=alpha,beta$/);
    pretend("squeue", "exit 0");
    expect(await queuedTasks(NAME, null)).toEqual([]);
  });
});

describe("an answer that is not understood is no empty queue", () => {
  it.each([
    ["garbage", "echo 'Segmentation fault (core dumped)'"],
    ["another format", "echo '7_1 main thresholds ada R 0:01 1 node1'"],
    ["a greeting before tasks", "printf 'Welcome!\\n7|1|RUNNING|None\\n'"],
    ["a heading", "echo 'ARRAY_JOB_ID|ARRAY_TASK_ID|STATE|REASON'"],
    ["the start of a line", "printf '7|1|RUNNING|None\\n7|2|PEN'"],
    ["a line without its end", "printf '7|1|RUNNING|None'"],
    ["a task without a number", "echo '7|N/A|RUNNING|None'"],
    ["a list that is cut off", "echo '7|[1-3,5,...]|PENDING|None'"],
    ["a range that runs backwards", "echo '7|5-1|PENDING|None'"],
    ["a range without measure", "echo '7|1-99999999999|PENDING|None'"],
    ["states in another language", "echo '7|1|WARTEND|None'; echo '7|2|läuft|None'"],
    ["a page of the web", "echo '<html><body>502 Bad Gateway</body></html>'"],
    ["zero bytes", "head -c 100 /dev/zero; echo"],
    ["nothing but an error, with status 0", "echo 'squeue: error: cluster alpha: Connection refused' >&2"],
  ])("%s", async (_, script) => {
    pretend("squeue", script);
    const error: SlurmError = await queuedTasks(NAME, { id: "7" }).then(
      (tasks) => expect.fail(`understood as ${JSON.stringify(tasks)}`),
      (caught) => caught,
    );
    expect(error).toBeInstanceOf(SlurmError);
    expect(error.message).toMatch(
      /^squeue answers what is not understood, and so it is not known which tasks are queued: /,
    );
    expect(error.message).toMatch(/Nothing was submitted or cancelled/);
    expect(error.message).not.toMatch(/\p{Cc}/u);
    expect(error.message.length).toBeLessThan(700);
  });

  it("while warnings beside a good answer do no harm", async () => {
    pretend("squeue", "echo 'squeue: warning: an old version' >&2; echo '7|1|RUNNING|None'");
    expect(await queuedTasks(NAME, { id: "7" })).toHaveLength(1);
    pretend("squeue", "echo 'squeue: warning: an old version' >&2");
    expect(await queuedTasks(NAME, { id: "7" })).toEqual([]);
  });
});

describe("parseQueue", () => {
  it("keeps bars in the reason", () => {
    expect(parseQueue("7|1|PENDING|a|b\n")).toEqual([{ jobId: "7", index: 1, state: "PENDING", reason: "a|b" }]);
  });

  it.each([
    ["7|1-3|PENDING|None", [1, 2, 3]],
    ["7|[1,3-5%2]|PENDING|None", [1, 3, 4, 5]],
    ["7|2-8:3|PENDING|None", [2, 5, 8]],
    ["7|4%1|PENDING|None", [4]],
  ])("takes %s, tasks that squeue has left together", (line, indices) => {
    expect(parseQueue(`${line}\n`).map(({ index }) => index)).toEqual(indices);
  });

  it("passes over what Slurm keeps of an array that was cancelled while it waited", () => {
    expect(parseQueue("6|N/A|CANCELLED|PartitionDown\n6|N/A|COMPLETING|None\n")).toEqual([]);
  });

  it("tells clusters apart", () => {
    const tasks = parseQueue("CLUSTER: alpha\n\nCLUSTER: beta\n7|1|RUNNING|None\nCLUSTER: gamma-2\n7|1|RUNNING|None\n");
    expect(tasks.map(({ cluster }) => cluster)).toEqual(["beta", "gamma-2"]);
  });

  it("takes every line for a task, or throws", () => {
    const piece = fc.constantFrom(
      "7",
      "|",
      "1",
      "-",
      ",",
      "RUNNING",
      "None",
      "CLUSTER: a",
      "\n",
      " ",
      "\r",
      "é",
      "[",
      "]",
      "%",
      "N/A",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 24 }), (pieces) => {
        const text = `${pieces.join("")}\n`;
        const lines = text.split("\n").map((line) => line.trim());
        const other = /^$|^CLUSTER: /;
        const wanted = lines.filter((line) => !other.test(line)).length;
        let tasks: unknown[];
        try {
          tasks = parseQueue(text);
        } catch (error) {
          expect(error).toBeInstanceOf(SlurmError);
          return;
        }
        expect(tasks.length).toBeGreaterThanOrEqual(wanted);
      }),
    );
  });
});
