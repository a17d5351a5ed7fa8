import { describe, expect, it } from "vitest";
import { UsageError } from "../../src/schema/usage-error.js";
import { SlurmError } from "../../src/slurm/call.js";
import { cancel, largestArray, submit } from "../../src/slurm/client.js";
import { temporaryFolder } from "../temporary-folder.js";
import { fakePrograms } from "./fake-programs.js";

// How a real Slurm answers is in slurm.test.ts. Here are answers that it gives rarely, or elsewhere.
const { pretend } = fakePrograms(temporaryFolder());

describe("submit", () => {
  it("reads the job number from the last line, with the cluster after it", async () => {
    pretend("sbatch", "echo 'Welcome to the institute!'; echo '123;alpha'");
    expect(await submit([], "script.sh")).toEqual({ id: "123", cluster: "alpha" });
  });

  it("says what sbatch said when it refuses", async () => {
    pretend("sbatch", "echo 'sbatch: error: invalid account' >&2; exit 1");
    await expect(submit([], "script.sh")).rejects.toThrow("sbatch failed: sbatch: error: invalid account");
  });

  it.each([
    ["echo 'Submitted, perhaps'", '"Submitted, perhaps"'],
    ["echo 'Submitted batch job 123'", '"Submitted batch job 123"'],
    ["exit 0", '""'],
    ["printf 12", '"12"'],
    ["printf '123;al'", '"123;al"'],
    ["echo '123;a b'", '"123;a b"'],
    ["echo 0", '"0"'],
    ["echo -5", '"-5"'],
    ["echo 1e3", '"1e3"'],
    ["echo '123;'", '"123;"'],
    ["echo '123_4'", '"123_4"'],
    ["printf '123\\nYour job costs 5 credits.\\n'", "credits"],
    ["printf '\\033[2J\\n'", "u{001b}"],
  ])(
    "does not take for a job number what %j prints, and does not know whether there is a job",
    async (script, said) => {
      pretend("sbatch", script);
      const error: SlurmError = await submit([], "script.sh").catch((caught) => caught);
      expect(error).toBeInstanceOf(SlurmError);
      expect(error.message).toContain(said);
      expect(error.message).toMatch(/^sbatch printed "[\s\S]*", which is no job number$/);
      expect(error.message).not.toMatch(/\p{Cc}/u);
      expect(error.unsettled).toBe(true);
    },
  );

  it.each([
    ["echo 123", { id: "123" }],
    ["printf '123 \\r\\n\\n'", { id: "123" }],
    ["printf '5\\n123\\n'", { id: "123" }],
    ["echo 'sbatch: warning: no time limit' >&2; echo '123;alpha-2.site_1'", { id: "123", cluster: "alpha-2.site_1" }],
  ])("takes %j", async (script, job) => {
    pretend("sbatch", script);
    expect(await submit([], "script.sh")).toEqual(job);
  });

  it("names the way without Slurm where there is no sbatch", async () => {
    process.env.PATH = "/nowhere";
    await expect(submit([], "script.sh")).rejects.toThrow(UsageError);
    await expect(submit([], "script.sh")).rejects.toThrow(/^sbatch is not found[\s\S]*--shard 1\/4/);
  });

  it("hands on its arguments one by one, through no shell", async () => {
    pretend("sbatch", 'printf "<%s>" "$@" >&2; exit 1');
    const args = ["--account=a b;$(touch stray)", "--comment='\n\""];
    await expect(submit(args, "it's.sh")).rejects.toThrow(
      `<--parsable>${args.map((arg) => `<${arg}>`).join("")}<it's.sh>`,
    );
  });
});

describe("largestArray", () => {
  it("is one less than MaxArraySize, which is the first number that is too large", async () => {
    pretend("scontrol", "echo 'MaxArraySize            = 1001'");
    expect(await largestArray()).toBe(1000);
  });

  it("refuses a cluster that has array jobs switched off", async () => {
    pretend("scontrol", "echo 'MaxArraySize            = 0'");
    await expect(largestArray()).rejects.toThrow(/allows no array jobs .* Use --shard/);
  });
});

it("cancel ends the whole job, if the job of that number has the name", async () => {
  pretend("scancel", 'echo "$*" >&2; exit 1');
  await expect(cancel("waiting-12345678", { id: "7", cluster: "alpha" })).rejects.toThrow(
    "scancel failed: --clusters=alpha --name=waiting-12345678 7",
  );
});
