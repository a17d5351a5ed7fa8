import { describe, expect, it } from "vitest";
import type { Job } from "../../src/jobs/index.js";
import { jobId } from "../../src/node/journals/job-id.js";
import type { Claim, Measurement } from "../../src/paper/claim.js";
import type { Figure } from "../../src/paper/figure.js";
import { FoundSoFar } from "../../src/reproduce/found-so-far.js";
import { inOrderOfWork, needsOf } from "../../src/reproduce/needs.js";
import type { Found } from "../../src/reproduce/report.js";

/** A job that takes as long as its seed is large. */
const job = (seed: number): Job => ({ kind: "perceptron", parameters: { seed } });
const id = (seed: number): string => jobId(job(seed));
const efforts = new Map(Array.from({ length: 100 }, (_, seed) => [id(seed), seed]));
const effortOf = (of: string): number => efforts.get(of)!;

const figure = (name: string, ...seeds: number[]): Figure => {
  return { id: name, title: name, caption: "", jobs: () => seeds.map(job), charts: () => [] };
};
const claim = (name: string, ...seeds: number[]) => ({ id: name, jobs: () => seeds.map(job) }) as unknown as Claim;

describe("the order of jobs", () => {
  it("completes figure by figure, that of least work first, and has what claims alone need at the end", () => {
    const figures = needsOf([figure("long", 50, 60), figure("short", 1, 2), figure("between", 2, 20)], "quick");
    const claims = needsOf([claim("all", 1, 20), claim("more", 3, 90, 50)], "quick");
    // "between" needs 20 alone once "short" is there.
    expect(inOrderOfWork(figures, claims, effortOf)).toEqual([2, 1, 20, 60, 50, 90, 3].map(id));
  });

  it("has none that is kept from before, which is no work either", () => {
    const figures = needsOf([figure("a", 5, 6), figure("b", 40, 1)], "quick");
    figures[1]!.missing.delete(id(40));
    expect(inOrderOfWork(figures, [], effortOf)).toEqual([1, 6, 5].map(id));
  });
});

describe("what is found so far", () => {
  const measured: Measurement = { values: [1], sample: "" };
  const figures = [figure("first", 1, 2), figure("second", 2, 3)];
  const claims = [claim("of both", 1, 3), claim("of the second", 3), claim("of a job of its own", 9)];

  function begin() {
    const told: Found[] = [];
    const done: string[] = [];
    const found = new FoundSoFar(needsOf(figures, "quick"), needsOf(claims, "quick"), {
      draw: (drawn) => {
        done.push(drawn.id);
        return { figure: drawn, panels: [], files: [] };
      },
      measure: (one) => {
        done.push(one.id);
        return measured;
      },
      onFigure: (state) => told.push(state),
    });
    return { found, told, done };
  }
  const namesOf = ({ drawn, checked, isComplete }: Found) => ({
    drawn: drawn.map((one) => one.figure.id),
    checked: checked.map((one) => one.claim.id),
    isComplete,
  });

  it("is each figure when its jobs are done, with the claims that can be measured by then, in their own order", () => {
    const { found, told, done } = begin();
    for (const seed of [3, 2, 1, 9]) found.finish([id(seed)]);
    expect(told.map(namesOf)).toEqual([
      { drawn: ["second"], checked: ["of the second"], isComplete: false },
      { drawn: ["first", "second"], checked: ["of both", "of the second"], isComplete: false },
    ]);
    found.measure();
    expect(namesOf(found.state())).toEqual({
      drawn: ["first", "second"],
      checked: ["of both", "of the second", "of a job of its own"],
      isComplete: true,
    });
    expect(done.toSorted()).toEqual([...figures, ...claims].map((one) => one.id).toSorted());
  });

  it("is the same whatever the order in which jobs end", () => {
    const [one, other] = [begin(), begin()];
    for (const seed of [1, 2, 3, 9]) one.found.finish([id(seed)]);
    other.found.finish([9, 3, 2, 1].map(id));
    for (const { found } of [one, other]) found.measure();
    expect(one.found.state()).toEqual(other.found.state());
  });
});
