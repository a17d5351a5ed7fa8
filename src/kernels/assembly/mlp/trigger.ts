/**
 * What is consolidated once a measure of s exceeds its limit. Vectors make this another program than the test of one group
 * (`measureOf` in `cache-codes.ts`): rows are those of a pixel, which every hidden unit has a part in.
 */
import { LAYER_BY_LARGEST, NEURON_BY_LARGEST, SYNAPSE } from "../cache-codes";
import { consolidateRow, consolidateRows, consolidateUnits } from "./consolidate";
import { OUTPUTS, code, marks, pixelCount, rowBytes, transient } from "./network";

let hiddenCrossed: bool = false;
let outputsCrossed: bool = false;

/** What exceeded the threshold is consolidated where the group is a part of the row, and noted down where it is not. */
export function onCrossing(row: usize, limit: f32): void {
  const isOutput = row < OUTPUTS;
  if (code === SYNAPSE) consolidateRow(row, limit);
  else if (code === NEURON_BY_LARGEST && !isOutput) markUnits(row, limit);
  else if (code !== LAYER_BY_LARGEST) consolidateRow(row, -1);
  else if (isOutput) outputsCrossed = true;
  else hiddenCrossed = true;
}

/** Marks the hidden units that have |ŝ| > limit in this row. */
function markUnits(row: usize, limit: f32): void {
  const limits = f32x4.splat(limit);
  const s = transient + row * rowBytes;
  for (let j: usize = 0; j < rowBytes; j += 16) {
    const crossed = f32x4.gt(f32x4.abs(v128.load(s + j)), limits);
    v128.store(marks + j, v128.or(v128.load(marks + j), crossed));
  }
  hiddenCrossed = true;
}

/** Marks a hidden unit to be consolidated. */
@inline
export function markUnit(j: usize): void {
  store<i32>(marks + 4 * j, -1);
  hiddenCrossed = true;
}

/** Consolidates the units that are marked, or the layers, that exceed the threshold. */
export function consolidateCrossed(): void {
  if (hiddenCrossed) {
    if (code === LAYER_BY_LARGEST) consolidateRows(OUTPUTS, OUTPUTS + pixelCount);
    else consolidateUnits();
  }
  if (outputsCrossed) consolidateRows(0, OUTPUTS);
  hiddenCrossed = outputsCrossed = false;
}
