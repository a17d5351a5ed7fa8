import { describe, expect, it } from "vitest";
import { accountOf } from "../../src/account/account.js";
import { accountDocument } from "../../src/account/document.js";
import { mergeParts } from "../../src/account/merge.js";
import { accountPolicyNames, accountSchema } from "../../src/account/parameters.js";
import { unitKindOf } from "../../src/account/units/units.js";
import { randomStream } from "../../src/math/random.js";
import { reviveInfinity } from "../../src/schema/infinity.js";
import { toJson } from "../../src/schema/result.js";
import { denseTrajectory } from "./trajectories.js";

const tensors = [
  { name: "a", shape: [3, 7], neuronAxis: 0 },
  { name: "b", shape: [5, 4], neuronAxis: 1 },
];

/** Random walks of real weights, which no order of summing leaves alone. */
function walks(): Float64Array[] {
  const stream = randomStream(1, "walks");
  const row = Float64Array.from({ length: 41 }, () => stream.normal());
  return Array.from({ length: 60 }, () => {
    for (let i = 0; i < row.length; i++) if (stream.uniform() < 0.7) row[i]! += 0.1 * stream.normal();
    return row.slice();
  });
}

const settings = accountPolicyNames.flatMap((policy) => [
  { policy, threshold: policy === "global-global" ? 0.8 : 0.2, period: 9, maintenanceCost: 0.01, offlineOptimum: true },
  { policy, threshold: 0.2, period: 4, maintenanceCost: 0.01, decayTime: 30, changeCost: 0.1, eventCost: 0.3 },
]);

/** As it comes back from a file. */
const written = <T>(document: T): T => reviveInfinity(JSON.parse(toJson(document)) as T);

describe.each(settings)("parts of the synapses under $policy, threshold $threshold, decay time $decayTime", (given) => {
  const parameters = accountSchema.parse(given);
  const rows = walks();

  it("are joined to what all of them are, to the last digit", async () => {
    const trajectory = denseTrajectory(rows, tensors);
    const whole = accountDocument(trajectory, parameters, await accountOf(trajectory, { parameters }), null);
    for (const count of unitKindOf(parameters) === "layer" ? [1, 2] : [1, 2, 3, 7]) {
      const parts = [];
      for (let index = count; index >= 1; index--) {
        const shard = { index, count };
        // One is read with others, another by itself.
        const isStream = index % 2 === 0;
        const account = await accountOf(trajectory, { parameters, shard, isStream });
        parts.push({
          name: `part ${index}`,
          document: written(accountDocument(trajectory, parameters, account, shard)),
        });
      }
      expect(written(mergeParts(parts))).toEqual(written(whole));
    }
  });

  it("do not depend on chunks, on whether the source is a stream, or on the type of a weight that has the same value", async () => {
    const single = rows.map((row) => Float32Array.from(row));
    const { run } = await accountOf(denseTrajectory(single, tensors, { single: true, chunk: 7 }), { parameters });
    for (const chunk of [1, 60]) {
      for (const isStream of [true, false]) {
        const other = await accountOf(denseTrajectory(single, tensors, { chunk }), { parameters, isStream });
        expect(other.run).toEqual(run);
      }
    }
  });
});

it("parts that do not belong together are refused", async () => {
  const trajectory = denseTrajectory(walks(), tensors);
  const parameters = accountSchema.parse({ policy: "local-local", threshold: 0.2 });
  const partOf = async (index: number, count: number, other = parameters) => {
    const shard = { index, count };
    const account = await accountOf(trajectory, { parameters: other, shard });
    return { name: `${index}.json`, document: accountDocument(trajectory, other, account, shard) };
  };
  const [first, second] = [await partOf(1, 2), await partOf(2, 2)];
  expect(() => mergeParts([first])).toThrow("--merge needs all 2 parts, but part 2 is missing.");
  expect(() => mergeParts([first, second, { ...first, name: "again.json" }])).toThrow("again.json: is part 1 again");
  const another = await partOf(2, 2, accountSchema.parse({ policy: "local-local", threshold: 0.3 }));
  expect(() => mergeParts([first, another])).toThrow("2.json: must be a part of the same account as 1.json");
  await expect(accountOf(trajectory, { parameters, shard: { index: 1, count: 42 } })).rejects.toThrow(
    "--shard must be of at most 41 parts, got 42: there are 41 synapses",
  );
});
