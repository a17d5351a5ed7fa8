import { expect, it } from "vitest";
import { sentence, toForgetLess, toRaise } from "../../src/learner/advice.js";

it("sentences name all ways, the last with an or", () => {
  expect(sentence(["raise {a}"])).toBe("Raise {a}.");
  expect(sentence(["raise {a}", "raise {b}", "lower {c}"])).toBe("Raise {a}, raise {b}, or lower {c}.");
});

it("what is at its largest cannot be raised", () => {
  expect(toRaise("maxEpochs", 9, 10)).toEqual(["raise {maxEpochs}"]);
  expect(toRaise("maxEpochs", 10, 10)).toEqual([]);
});

it("only what decays, and is transient, is forgotten; a threshold that was sought stays", () => {
  const cached = { policy: "local-global", threshold: 5, decayTime: 100 };
  expect(toForgetLess(cached)).toEqual(["raise {decayTime}", "lower {threshold}"]);
  expect(toForgetLess({ ...cached, threshold: "auto" })).toEqual(["raise {decayTime}"]);
  for (const kept of [{ policy: "none" }, { threshold: 0 }, { decayTime: Number.POSITIVE_INFINITY }]) {
    expect(toForgetLess({ ...cached, ...kept })).toEqual([]);
  }
});
