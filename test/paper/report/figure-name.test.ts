import { expect, it } from "vitest";
import { figures } from "../../../src/paper/figures.js";
import { figureName } from "../../../src/paper/report/figure-name.js";

it.each([
  ["1b", "Figure 1B"],
  ["3", "Figure 3"],
  ["1-s1", "Figure 1–s1"],
  ["3-s1a", "Figure 3–s1A"],
  ["2-costs", "Beside Figure 2"],
  ["beyond", "Beyond the paper"],
  ["r1", "Reviewers’ figure R1"],
  ["beyond-robustness", "Beyond the paper, robustness"],
])("figure %s is called %s", (id, name) => expect(figureName(id)).toBe(name));

it("no two figures have the same name", () => {
  const names = figures.map(({ id }) => figureName(id));
  expect(new Set(names).size).toBe(names.length);
});
