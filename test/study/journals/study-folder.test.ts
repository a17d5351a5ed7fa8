import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { describe, expect, it } from "vitest";
import { UsageError } from "../../../src/schema/usage-error.js";
import { submissionsOf } from "../../../src/slurm/submissions.js";
import { indexJournals } from "../../../src/study/journals/index-journals.js";
import { statusOf } from "../../../src/study/journals/status.js";
import { journalFile, openStudyFolder, studyFile } from "../../../src/study/journals/study-folder.js";
import { readStudy } from "../../../src/study/read-study.js";
import { WHOLE } from "../../../src/study/running/shard.js";
import { temporaryFolder } from "../../temporary-folder.js";

const folder = temporaryFolder();
let counter = 0;
const yaml = join(folder, "study.yaml");
writeFileSync(yaml, "{ name: a, learner: perceptron, parameters: { inputCount: 10, patternCount: 5 } }");
const study = readStudy(yaml);

function newFolder(): string {
  const out = join(folder, `out ${counter++}`);
  openStudyFolder(out, study);
  return out;
}

describe("a study.json that is not what was written there", () => {
  const good = readFileSync(studyFile(newFolder()), "utf8");
  const without = (key: string) => JSON.stringify({ ...JSON.parse(good), [key]: undefined });
  it.each([
    ["an empty object", "{}"],
    ["null", "null"],
    ["a number", "5"],
    ["a list", "[]"],
    ["empty", ""],
    ["cut short", good.slice(0, good.length / 2)],
    ["without a learner", without("learner")],
    ["without a name", without("name")],
    ["with parameters that are none", JSON.stringify({ ...JSON.parse(good), parameters: null })],
    ["with a hash of another kind", JSON.stringify({ ...JSON.parse(good), dataSha256: 5 })],
  ])("%s is refused with its name and what to do", async (_, text) => {
    const out = newFolder();
    writeFileSync(studyFile(out), text);
    for (const read of [() => statusOf(out), async () => openStudyFolder(out, study)]) {
      await expect(read()).rejects.toThrow(UsageError);
      await expect(read()).rejects.toThrow(
        /study\.json.*Put back what the program wrote there, or give another folder/s,
      );
    }
    expect(readFileSync(studyFile(out), "utf8")).toBe(text);
  });
});

it.each(["5", "null", '{"id":"a"', '{"id":"a","parameters":5', "no JSON"])(
  "a line of a journal with a right checksum that is no record, %s, is damaged",
  (body) => {
    const out = newFolder();
    const sum = crc32(body).toString(16).padStart(8, "0");
    appendFileSync(journalFile(out, WHOLE), `${body},"crc32":"${sum}"}\n\n`);
    expect(() => indexJournals(out)).toThrow(/shard-1-of-1\.jsonl, line 1 is damaged/);
  },
);

it.each(["{}", "null", "5", "[]", "{", '{"number":1,"name":"a","job":5,"shardCount":1,"shards":[1]}'])(
  "the record of a submission, %s, is refused with its name and what to do",
  (text) => {
    const out = newFolder();
    mkdirSync(join(out, "slurm"));
    writeFileSync(join(out, "slurm", "submission-0001.json"), text);
    expect(() => submissionsOf(out)).toThrow(UsageError);
    expect(() => submissionsOf(out)).toThrow(
      /submission-0001\.json is not the record of a submission that it should be: .*remove it/s,
    );
  },
);
