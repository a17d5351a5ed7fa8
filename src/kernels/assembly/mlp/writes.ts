/**
 * How often persistent weights are written, in rows as those of the weights; only where that is asked for. Each function looks at
 * what is about to be consolidated; none changes it.
 */
import { CLOCK, LAYER_BY_LARGEST, NEURON_BY_LARGEST, NEURON_BY_SUM, SYNAPSE } from "../cache-codes";
import { FIRST, countEvents, subtractLanes } from "../writes";
import { countExcess } from "./counts";
import { OUTPUTS, code, counts, group, marks, pixelCount, rowBytes, transient, variance, writes } from "./network";
import { rowOf } from "./terms";
import { exceeds } from "./variance";

/** How many lanes of a mask are set. */
@inline
function lanesIn(mask: v128): i32 {
  return popcnt(i32x4.bitmask(mask));
}

/** Before four synapses of `row`, from byte j on, are written where the mask is set; returns how many that are. */
@inline
function write(row: usize, j: usize, mask: v128): i32 {
  subtractLanes<i32>(writes, (row * rowBytes + j) >> 2, mask);
  return lanesIn(mask);
}

/** Before what is in ŝ of a row moves into l where the mask of its vectors is set. */
@inline
function writeNonZero(row: usize, j: usize, mask: v128): i32 {
  const value = v128.load(transient + row * rowBytes + j);
  return write(row, j, v128.and(mask, f32x4.ne(value, f32x4.splat(0))));
}

/** Before the synapses of a row that have |ŝ| > limit are consolidated, −1 taking all. */
export function writeRow(row: usize, limit: f32): void {
  const limits = f32x4.splat(limit);
  let count = 0;
  for (let j: usize = 0; j < rowBytes; j += 16) {
    const size = f32x4.abs(v128.load(transient + row * rowBytes + j));
    count += writeNonZero(row, j, f32x4.gt(size, limits));
  }
  countEvents(writes, code === SYNAPSE ? count : min(count, 1));
}

/** Before those of a row that have (test·ŝ)² > v̂ are consolidated, each by itself. */
export function writeMovingRow(row: usize, test: f32): void {
  const tests = f32x4.splat(test);
  let count = 0;
  for (let j: usize = 0; j < rowBytes; j += 16) {
    const at = row * rowBytes + j;
    count += writeNonZero(row, j, exceeds(v128.load(transient + at), v128.load(variance + at), tests));
  }
  countEvents(writes, count);
}

/** Before everything in some rows is consolidated; returns how many synapses that writes. */
function writeRows(first: usize, end: usize): i32 {
  let count = 0;
  for (let row = first; row < end; row++) {
    for (let j: usize = 0; j < rowBytes; j += 16) count += writeNonZero(row, j, i32x4.splat(-1));
  }
  return count;
}

/** Before a whole layer is consolidated, the rows of its units or pixels. */
export function writeLayer(first: usize, end: usize): void {
  countEvents(writes, min(writeRows(first, end), 1));
}

/** Before the hidden layer, or the marked units of it, are consolidated. */
export function writeHidden(): void {
  if (code === LAYER_BY_LARGEST) return writeLayer(OUTPUTS, OUTPUTS + pixelCount);
  let units = 0;
  for (let j: usize = 0; j < rowBytes; j += 16) {
    const mask = v128.load(marks + j);
    if (!v128.any_true(mask)) continue;
    units += lanesIn(mask);
    for (let row: usize = OUTPUTS; row < OUTPUTS + pixelCount; row++) writeNonZero(row, j, mask);
  }
  countEvents(writes, units);
}

/** Before everything is consolidated. */
export function writeAll(): void {
  writeLayer(0, OUTPUTS);
  writeLayer(OUTPUTS, OUTPUTS + pixelCount);
}

/** Before an excess of four synapses of a row, from byte j on, is written. */
function writeExcess(row: usize, j: usize, excess: v128): void {
  countEvents(writes, write(row, j, f32x4.ne(excess, f32x4.splat(0))));
}

/** Before an excess of four ŝ, from byte j of the row of a term on, moves into l, where anything of it is counted. */
@inline
export function watchExcess(term: usize, j: usize, excess: v128, steps: usize): void {
  if (counts) countExcess(term, j, excess, steps);
  if (writes !== 0) writeExcess(rowOf(term), j, excess);
}

/** Groups of a layer that a step writes, which changes `rows` of its rows by `units` of its units. */
function groupsOf(rows: i32, units: i32, isOutput: bool): i32 {
  if (rows === 0 || units === 0) return 0;
  if (group === LAYER_BY_LARGEST || group === CLOCK) return 1;
  if (group === NEURON_BY_LARGEST || group === NEURON_BY_SUM) return isOutput ? rows : units;
  return rows * units;
}

/** Before l += factor · step in every row of a list: all that is not 0 is written. */
export function writeDirect(terms: usize, end: usize, steps: usize, isOutput: bool): void {
  const zero = f32x4.splat(0);
  let units = 0;
  for (let j: usize = 0; j < rowBytes; j += 16) units += lanesIn(f32x4.ne(v128.load(steps + j), zero));
  let rows = 0;
  for (let term = terms; term < end; term += 8) {
    if (load<f32>(term, 4) === 0) continue;
    rows += 1;
    const to = writes + FIRST + rowOf(term) * rowBytes;
    for (let j: usize = 0; j < rowBytes; j += 16) {
      v128.store(to + j, i32x4.sub(v128.load(to + j), f32x4.ne(v128.load(steps + j), zero)));
    }
  }
  countEvents(writes, groupsOf(rows, units, isOutput));
}
