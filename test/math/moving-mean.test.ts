import { expect, it } from "vitest";
import { movingMean } from "../../src/math/moving-mean.js";

it.each<[number[], number, number[]]>([
  [[1, 2, 6], 1, [1, 2, 6]],
  [[1, 2, 6], 2, [1.5, 4]],
  [[1, 2, 6], 3, [3]],
  [[1, 2, 6], 4, []],
  [[], 1, []],
])("of %j, %d in a row, is %j", (values, window, means) => expect(movingMean(values, window)).toEqual(means));
