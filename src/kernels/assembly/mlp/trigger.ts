/**
 * What is consolidated once a measure of s exceeds its limit. Vectors make this another program than the test of one group
 * (`measureOf` in `cache-codes.ts`): rows are those of a pixel, which every hidden unit has a part in.
 */
import { LAYER_BY_LARGEST, NEURON_BY_LARGEST, SYNAPSE } from "../cache-codes";
import { consolidateMovingRow, consolidateRow, consolidateRows, consolidateUnits } from "./consolidate";
import { countAll, countHidden, countMovingRow, countOutputs, countRow } from "./counts";
import { OUTPUTS, code, counts, marks, pixelCount, rowBytes, transient, variance, writes } from "./network";
import { rowOf } from "./terms";
import { exceeds } from "./variance";
import { writeAll, writeHidden, writeLayer, writeMovingRow, writeRow } from "./writes";

let hiddenCrossed: bool = false;
let outputsCrossed: bool = false;

/** What exceeded the threshold is consolidated where the group is a part of the term's row, and noted down where it is not. */
export function onCrossing(term: usize, limit: f32): void {
  const row = rowOf(term);
  const isOutput = row < OUTPUTS;
  if (code === SYNAPSE) consolidateTerm(term, limit);
  else if (code === NEURON_BY_LARGEST && !isOutput) markUnits(row, limit);
  else if (code !== LAYER_BY_LARGEST) consolidateTerm(term, -1);
  else if (isOutput) outputsCrossed = true;
  else hiddenCrossed = true;
}

/** The same where θ follows each synapse's own changes: what exceeds it has (test·ŝ)² > v̂. */
export function onMovingCrossing(term: usize, test: f32): void {
  const row = rowOf(term);
  const isOutput = row < OUTPUTS;
  if (code === SYNAPSE) {
    if (counts) countMovingRow(term, test);
    if (writes !== 0) writeMovingRow(row, test);
    consolidateMovingRow(row, test);
  } else if (code === NEURON_BY_LARGEST && !isOutput) markMovingUnits(row, test);
  else if (code !== LAYER_BY_LARGEST) consolidateTerm(term, -1);
  else if (isOutput) outputsCrossed = true;
  else hiddenCrossed = true;
}

/** Consolidates the row of a term where |ŝ| > limit. */
function consolidateTerm(term: usize, limit: f32): void {
  if (counts) countRow(term, limit);
  if (writes !== 0) writeRow(rowOf(term), limit);
  consolidateRow(rowOf(term), limit);
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

/** Marks the hidden units that have (test·ŝ)² > v̂ in this row. */
function markMovingUnits(row: usize, test: f32): void {
  const tests = f32x4.splat(test);
  const s = transient + row * rowBytes;
  const v = variance + row * rowBytes;
  for (let j: usize = 0; j < rowBytes; j += 16) {
    const crossed = exceeds(v128.load(s + j), v128.load(v + j), tests);
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
    if (counts) countHidden();
    if (writes !== 0) writeHidden();
    if (code === LAYER_BY_LARGEST) consolidateRows(OUTPUTS, OUTPUTS + pixelCount);
    else consolidateUnits();
  }
  if (outputsCrossed) {
    if (counts) countOutputs();
    if (writes !== 0) writeLayer(0, OUTPUTS);
    consolidateRows(0, OUTPUTS);
  }
  hiddenCrossed = outputsCrossed = false;
}

/** Consolidates everything. */
export function consolidateAll(): void {
  if (counts) countAll();
  if (writes !== 0) writeAll();
  consolidateRows(0, OUTPUTS + pixelCount);
}
