import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { indexJournals } from "../../../src/study/journals/index-journals.js";
import { readStudy } from "../../../src/study/read-study.js";
import { estimateStudy } from "../../../src/study/running/estimate.js";
import { WHOLE } from "../../../src/study/running/shard.js";
import { temporaryFolder } from "../../temporary-folder.js";
import { runHere } from "../run-here.js";

const folder = temporaryFolder();
const yaml = join(folder, "study.yaml");
writeFileSync(
  yaml,
  "{ name: a, learner: perceptron, parameters: { inputCount: 20, patternCount: 10 }, grid: { threshold: [1, 2] }, seeds: 1..100 }",
);
const study = readStudy(yaml);
const nothing = new Map();

it("runs a few jobs, and concludes from them to all", () => {
  const { jobCount, missingCount, sampleCount, estimatedSeconds, estimatedBytes } = estimateStudy(
    study,
    WHOLE,
    nothing,
    1,
  );
  expect({ jobCount, missingCount }).toEqual({ jobCount: 200, missingCount: 200 });
  expect(sampleCount).toBeGreaterThanOrEqual(5);
  expect(sampleCount).toBeLessThan(200);
  expect(estimatedSeconds).toBeGreaterThan(0);
  // A record is a line of JSON with a dozen numbers, and the tables take half as much again.
  expect(estimatedBytes! / 200).toBeGreaterThan(300);
  expect(estimatedBytes! / 200).toBeLessThan(3000);
});

it("counts what a part of the study has to do", () => {
  const estimate = estimateStudy(study, { index: 2, count: 4 }, nothing, 2);
  expect(estimate).toMatchObject({ jobCount: 200, missingCount: 50 });
});

it("has nothing to estimate, and runs nothing, where every job is recorded", () => {
  const out = join(folder, "out");
  runHere(out, study);
  expect(estimateStudy(study, WHOLE, indexJournals(out).done, 1)).toEqual({
    jobCount: 200,
    missingCount: 0,
    sampleCount: 0,
    estimatedSeconds: null,
    estimatedBytes: null,
  });
});
