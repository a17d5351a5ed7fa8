import { expect, it } from "vitest";
import { rootBelow } from "../../src/math/root.js";
import { expectClose } from "./close.js";

it("finds where a rising function changes its sign, to the rounding of the upper end", () => {
  expectClose(
    rootBelow(3, (x) => x * x - 2),
    Math.SQRT2,
    { absolute: 1e-15 },
    "√2",
  );
  expectClose(
    rootBelow(3e-200, (x) => x - 1e-200),
    1e-200,
    { relative: 1e-15 },
    "tiny",
  );
});

it("is the upper end where there is no change of sign", () => expect(rootBelow(2, () => -1)).toBe(2));
