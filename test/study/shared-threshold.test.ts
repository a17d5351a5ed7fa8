import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readStudy } from "../../src/study/read-study.js";
import { jobsOf } from "../../src/study/study.js";
import { temporaryFolder } from "../temporary-folder.js";

const folder = temporaryFolder();
let counter = 0;

/** The study of a text, in a file of its own. */
function study(text: string) {
  const path = join(folder, `study ${counter++}.yaml`);
  writeFileSync(path, text);
  return readStudy(path);
}
const jobs = (text: string) => [...jobsOf(study(text))];
const headed = (rest: string) => `{ name: a, learner: perceptron, ${rest} }`;

it("is told to those jobs that share their threshold, by the seeds of the study, and is part of their ids", () => {
  const few = jobs(headed("grid: { threshold: [5, auto, auto-shared] }, seeds: [1..3, 7]"));
  const more = jobs(headed("grid: { threshold: [5, auto, auto-shared] }, seeds: [1..4, 7]"));
  for (const { id, parameters } of few) {
    const { threshold, seed, thresholdSeeds } = parameters;
    expect(thresholdSeeds).toBe(threshold === "auto-shared" ? "1..3,7" : undefined);
    expect("thresholdSeeds" in parameters).toBe(threshold === "auto-shared");
    const same = more.find((job) => job.parameters.threshold === threshold && job.parameters.seed === seed)!;
    expect(same.id === id).toBe(threshold !== "auto-shared");
  }
});

it("is the choice of the study where seeds are given, whatever its own are, however they are written", () => {
  const given = (thresholdSeeds: string, seeds: string) =>
    jobs(headed(`parameters: { threshold: auto-shared, thresholdSeeds: ${thresholdSeeds} }, seeds: ${seeds}`));
  const [one] = given("101..103", "1");
  expect(one!.parameters.thresholdSeeds).toBe("101..103");
  expect(given('"103,101..102"', "1..2")[0]!.id).toBe(one!.id);
  expect(given("7", "1")[0]!.parameters.thresholdSeeds).toBe("7");
});

it("adds nothing to what is fixed where it is not given", () => {
  const { fixed } = study(headed("parameters: { threshold: auto }"));
  for (const key of ["thresholdSeeds", "thresholdResolution"]) expect(Object.keys(fixed)).not.toContain(key);
  const given = study(headed("parameters: { thresholdResolution: 0.02 }")).fixed;
  expect(given.thresholdResolution).toBe(0.02);
});

it("is refused with one seed, and for own patterns, which are the same for every seed", () => {
  expect(() => study(headed("parameters: { threshold: auto-shared }"))).toThrow(
    /parameters\.threshold.*found on the other seeds, and the study has one\. Give more/,
  );
  expect(() => study(headed("grid: { threshold: [1, auto-shared] }, seeds: 4"))).toThrow(/grid\.threshold/);
  writeFileSync(join(folder, "x.csv"), "1,1\n1,-1\n");
  writeFileSync(join(folder, "d.csv"), "1\n-1\n");
  const own = "patternsFile: x.csv, targetsFile: d.csv";
  expect(() => study(headed(`parameters: { threshold: auto-shared, ${own} }, seeds: 1..3`))).toThrow(
    /for own patterns, which are the same for every seed\. Use auto\./,
  );
});
