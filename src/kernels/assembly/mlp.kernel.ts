/**
 * The multilayer network with synaptic caching: learning one pattern at a time, and testing. `src/mlp/reference.ts`
 * defines what is computed; here is how.
 *
 * - A row holds the synapses of one pixel to all hidden units, or of all hidden units to one output. So a pixel of 0,
 *   as 81 % of MNIST's are, leaves whole rows alone, and both layers change by "row += factor · vector". Rows 0 … 9
 *   are those of the outputs, then there is one a pixel, then a spare row that is always 0. Rows are filled up with
 *   zeros to whole blocks of five vectors of four float32 numbers; the units that fill them stay at 0.
 * - Persistent parts l are kept as they are, transient parts as ŝ = s / scale: multiplying `scale` by exp(−1/τ) makes
 *   all of them decay. Sums over |ŝ| are in that unit too, and are energies when multiplied by `scale`.
 * - A synapse that did not change has only shrunk, so that the threshold is tested where something changed.
 */
import { LAYER_BY_LARGEST, NEURON_BY_LARGEST, NEURON_BY_SUM, NONE, SYNAPSE } from "./cache-codes";
import { logistic, SERIES_BYTES, writeSeries } from "./elementary";
import { at, numberAt } from "./table";
import * as network from "./tables/mlp";

const OUTPUTS: usize = 10;
/** Bytes of five vectors: 20 units, so that the usual 100 are whole blocks and inner loops take five vectors a turn. */
const BLOCK: usize = 80;

/** What an output is taught to be. */
const RIGHT: f64 = 0.99;
const WRONG: f64 = 0.01;

/** Every so many steps all sums are computed afresh, so that rounding does not add up. */
const STEPS_BETWEEN_RENEWALS: u32 = 4096;
/** 2⁻²⁰; below it ŝ would begin to leave the range of float32. */
const SMALLEST_SCALE: f64 = 9.5367431640625e-7;

// Arithmetic on subnormal numbers, below 1e-38, is a hundred times slower. So numbers that are too small to matter
// become 0 in time: beside the float32 weights of a network that learns, none of these can be seen.
/** Hidden units of a smaller activity are silent. */
const SILENT: f32 = 1e-12;
/** Smaller steps are not made, and smaller transient parts are dropped; multiplied by SILENT it is a normal number. */
const NEGLIGIBLE: f64 = 1e-24;
/** Net inputs are cut off at this size: h and 1 − h are normal numbers there. */
const FARTHEST: f32 = 60;

let pixelCount: usize = 0;
let hiddenCount: usize = 0;
let rowBytes: usize = 0;
let learningRate: f64 = 0;
let exactGradient: bool = false;
let code: i32 = 0;
/** What |s| or Σ|s| has to exceed in the hidden layer, and in that of the outputs. */
let hiddenLimit: f64 = 0;
let outputLimit: f64 = 0;
let decayFactor: f64 = 1;

// Rows of float32. With NONE, `transient` is not used and `weights` are the persistent parts themselves.
let initial: usize = 0;
let persistent: usize = 0;
let transient: usize = 0;
/** w = s + l: that of the outputs as of the last pattern, all of it as of the last `measure`. */
let weights: usize = 0;

// Vectors over the hidden units, as long as a row.
/** Net inputs, then activities h; float32. */
let hidden: usize = 0;
/** Activities; float64. */
let activity: usize = 0;
/** η h_j(1 − h_j) Σ_k w_kj b_k / scale, by which a pixel of 1 changes ŝ; float32. */
let hiddenStep: usize = 0;
/** By how much Σ_i |ŝ_ji| grew with this pattern; float32, of NEURON_BY_SUM. */
let growth: usize = 0;
/** Σ_i |ŝ_ji|; float64, of NEURON_BY_SUM. */
let unitNorms: usize = 0;
/** All bits set where a unit is to be consolidated, else 0. */
let marks: usize = 0;
/** Byte offsets of the vectors of `marks` that are not 0; u32. */
let markedVectors: usize = 0;

/** Σ|ŝ| of every row; float64. With NEURON_BY_SUM those of the hidden layer are not used. */
let rowNorms: usize = 0;
/** Net inputs, then activities y; float64. */
let output: usize = 0;
/** What is passed back, η b / scale; float32. */
let passedBack: usize = 0;
let series: usize = 0;
/** All bits but the sign's. In memory because a constant would be put together anew in every turn of a loop. */
let magnitudeBits: usize = 0;

// Lists of terms: a row's number (u32) and its factor (float32).
/** Pixels that are not 0, as 0 … 1. A term of the spare row with factor 0 follows, so that pairs can be taken. */
let pixelTerms: usize = 0;
let pixelTermsEnd: usize = 0;
/** Outputs, with η δ_k / scale. */
let outputTerms: usize = 0;
let outputTermsEnd: usize = 0;

let scale: f64 = 1;
let stepCount: u32 = 0;
/** Σ|ŝ| of all synapses. */
let norm: f64 = 0;
let hiddenCrossed: bool = false;
let outputsCrossed: bool = false;

/** Σ_t Σ|Δl|, without what is still transient. */
export let consolidated: f64 = 0;
/** Σ_t Σ|s|, taken between decay and change. */
export let held: f64 = 0;
/** Σ|s| at the last `measure`. */
export let residual: f64 = 0;
/** Σ|w − w(0)| at the last `measure`. */
export let distance: f64 = 0;

/** Bytes of a row of so many hidden units. */
export function rowBytesOf(units: usize): usize {
  return ((4 * units + BLOCK - 1) / BLOCK) * BLOCK;
}

/** Bytes of everything but the rows. */
export function scratchBytesOf(pixels: usize, units: usize): usize {
  return placeScratch(0, pixels, rowBytesOf(units));
}

/** Takes the network and its store from their table. */
export function describe(table: usize): void {
  pixelCount = <usize>at(table, network.PIXEL_COUNT);
  hiddenCount = <usize>at(table, network.HIDDEN_COUNT);
  rowBytes = rowBytesOf(hiddenCount);
  learningRate = numberAt(table, network.LEARNING_RATE);
  exactGradient = at(table, network.EXACT_GRADIENT) !== 0;
  code = at(table, network.CODE);
  hiddenLimit = numberAt(table, network.HIDDEN_LIMIT);
  outputLimit = numberAt(table, network.OUTPUT_LIMIT);
  decayFactor = numberAt(table, network.DECAY_FACTOR);
  initial = <usize>at(table, network.INITIAL);
  persistent = <usize>at(table, network.PERSISTENT);
  transient = <usize>at(table, network.TRANSIENT);
  weights = <usize>at(table, network.WEIGHTS);
  placeScratch(<usize>at(table, network.SCRATCH), pixelCount, rowBytes);
  v128.store(magnitudeBits, i32x4.splat(0x7fffffff));
  writeSeries(series);
  for (let k: usize = 0; k < OUTPUTS; k++) store<u32>(outputTerms + 8 * k, <u32>k);
}

/** Lays out everything but the rows from `start` on; returns the end. */
function placeScratch(start: usize, pixels: usize, rowSize: usize): usize {
  magnitudeBits = start;
  hidden = magnitudeBits + 16;
  hiddenStep = hidden + rowSize;
  growth = hiddenStep + rowSize;
  marks = growth + rowSize;
  activity = marks + rowSize;
  unitNorms = activity + 2 * rowSize;
  output = unitNorms + 2 * rowSize;
  series = output + 8 * (OUTPUTS + 2);
  rowNorms = series + SERIES_BYTES;
  passedBack = rowNorms + 8 * (OUTPUTS + pixels + 1);
  markedVectors = passedBack + 4 * OUTPUTS;
  outputTerms = markedVectors + rowSize / 4;
  outputTermsEnd = outputTerms + 8 * OUTPUTS;
  pixelTerms = outputTermsEnd;
  return pixelTerms + 8 * (pixels + 1);
}

/** Sum of four float32 numbers. */
function laneSum(v: v128): f64 {
  const pairs = f32x4.add(v, i32x4.shuffle(v, v, 2, 3, 0, 1));
  return <f64>(f32x4.extract_lane(pairs, 0) + f32x4.extract_lane(pairs, 1));
}

/** Numbers no larger than `tiny` become 0. */
function withoutTiny(v: v128, tiny: f32): v128 {
  return v128.and(v, f32x4.gt(f32x4.abs(v), f32x4.splat(tiny)));
}

/** The row of a term. */
function rowOf(term: usize): usize {
  return <usize>load<u32>(term);
}

/** A bit for each of 16 pixels that is not 0. */
function litBits(pixels: usize): u64 {
  return <u64>(<u32>i8x16.bitmask(i8x16.ne(v128.load(pixels), i8x16.splat(0))));
}

/**
 * Lists the pixels of an image that are not 0, with x = pixel / 255. That is 3 % of the work for a pattern, so that
 * lists are not kept. It looks at 64 pixels a turn, because the end of every turn is mispredicted.
 */
function listPixels(image: usize): void {
  let end = pixelTerms;
  for (let i: usize = 0; i < pixelCount; i += 64) {
    const at = image + i;
    let lit = litBits(at) | (litBits(at + 16) << 16) | (litBits(at + 32) << 32) | (litBits(at + 48) << 48);
    if (pixelCount - i < 64) lit &= ((<u64>1) << (<u64>(pixelCount - i))) - 1;
    for (; lit !== 0; lit &= lit - 1) {
      const pixel = i + <usize>ctz(lit);
      store<u32>(end, <u32>(OUTPUTS + pixel));
      store<f32>(end, <f32>load<u8>(image + pixel) * <f32>(1.0 / 255.0), 4);
      end += 8;
    }
  }
  pixelTermsEnd = end;
  store<u32>(end, <u32>(OUTPUTS + pixelCount));
  store<f32>(end, 0, 4);
}

/** sum + x·p + y·q */
function addTwo(sum: v128, x: v128, p: v128, y: v128, q: v128): v128 {
  return f32x4.add(sum, f32x4.add(f32x4.mul(x, p), f32x4.mul(y, q)));
}

/** hidden_j = Σ_i w_ji x_i from rows of w, two pixels a turn. */
function sumInputs(rows: usize): void {
  memory.fill(hidden, 0, rowBytes);
  const last = hidden + rowBytes;
  for (let term = pixelTerms; term < pixelTermsEnd; term += 16) {
    let p = rows + rowOf(term) * rowBytes;
    let q = rows + rowOf(term + 8) * rowBytes;
    const x = v128.load32_splat(term, 4);
    const y = v128.load32_splat(term, 12);
    for (let at = hidden; at < last; at += BLOCK) {
      v128.store(at, addTwo(v128.load(at), x, v128.load(p), y, v128.load(q)));
      v128.store(at, addTwo(v128.load(at, 16), x, v128.load(p, 16), y, v128.load(q, 16)), 16);
      v128.store(at, addTwo(v128.load(at, 32), x, v128.load(p, 32), y, v128.load(q, 32)), 32);
      v128.store(at, addTwo(v128.load(at, 48), x, v128.load(p, 48), y, v128.load(q, 48)), 48);
      v128.store(at, addTwo(v128.load(at, 64), x, v128.load(p, 64), y, v128.load(q, 64)), 64);
      p += BLOCK;
      q += BLOCK;
    }
  }
}

/** hidden_j = Σ_i (l_ji x_i + ŝ_ji scale·x_i), one pixel a turn. */
function sumInputsOfParts(): void {
  memory.fill(hidden, 0, rowBytes);
  const last = hidden + rowBytes;
  const factor = f32x4.splat(<f32>scale);
  for (let term = pixelTerms; term < pixelTermsEnd; term += 8) {
    let l = persistent + rowOf(term) * rowBytes;
    let s = transient + rowOf(term) * rowBytes;
    const x = v128.load32_splat(term, 4);
    const y = f32x4.mul(factor, x);
    for (let at = hidden; at < last; at += BLOCK) {
      v128.store(at, addTwo(v128.load(at), x, v128.load(l), y, v128.load(s)));
      v128.store(at, addTwo(v128.load(at, 16), x, v128.load(l, 16), y, v128.load(s, 16)), 16);
      v128.store(at, addTwo(v128.load(at, 32), x, v128.load(l, 32), y, v128.load(s, 32)), 32);
      v128.store(at, addTwo(v128.load(at, 48), x, v128.load(l, 48), y, v128.load(s, 48)), 48);
      v128.store(at, addTwo(v128.load(at, 64), x, v128.load(l, 64), y, v128.load(s, 64)), 64);
      l += BLOCK;
      s += BLOCK;
    }
  }
}

/** h_j = 1/(1 + e^−hidden_j). */
function activateHidden(): void {
  for (let j: usize = 0; j < rowBytes; j += 16) {
    const x = f32x4.pmax(f32x4.splat(-FARTHEST), f32x4.pmin(f32x4.splat(FARTHEST), v128.load(hidden + j)));
    v128.store(activity + 2 * j, f64x2.promote_low_f32x4(x));
    v128.store(activity + 2 * j, f64x2.promote_low_f32x4(i32x4.shuffle(x, x, 2, 3, 0, 1)), 16);
  }
  logistic(activity, hiddenCount, series);
  for (let j: usize = 0; j < rowBytes; j += 16) {
    const low = f32x4.demote_f64x2_zero(v128.load(activity + 2 * j));
    const high = f32x4.demote_f64x2_zero(v128.load(activity + 2 * j, 16));
    v128.store(hidden + j, withoutTiny(i32x4.shuffle(low, high, 0, 1, 4, 5), SILENT));
  }
  const used: usize = 4 * hiddenCount;
  if (used < rowBytes) memory.fill(hidden + used, 0, rowBytes - used);
}

/** y_k = logistic(Σ_j w_kj h_j). */
function activateOutputs(): void {
  for (let k: usize = 0; k < OUTPUTS; k += 2) {
    const p = weights + k * rowBytes;
    const q = p + rowBytes;
    let first = f32x4.splat(0);
    let second = f32x4.splat(0);
    for (let j: usize = 0; j < rowBytes; j += 16) {
      const h = v128.load(hidden + j);
      first = f32x4.add(first, f32x4.mul(h, v128.load(p + j)));
      second = f32x4.add(second, f32x4.mul(h, v128.load(q + j)));
    }
    store<f64>(output + 8 * k, laneSum(first));
    store<f64>(output + 8 * k, laneSum(second), 8);
  }
  logistic(output, OUTPUTS, series);
}

/** w = l + scale·ŝ of the synapses of the outputs, which are all read twice. */
function joinOutputs(): void {
  const factor = f32x4.splat(<f32>scale);
  const size = OUTPUTS * rowBytes;
  for (let i: usize = 0; i < size; i += 16) {
    const s = f32x4.mul(factor, v128.load(transient + i));
    v128.store(weights + i, f32x4.add(v128.load(persistent + i), s));
  }
}

/**
 * Errors e_k = t_k − y_k and δ_k = e_k y_k(1 − y_k), with b = δ for the true gradient and b = e for the hybrid, and
 * from them the steps η δ_k and η h_j(1 − h_j) Σ_k w_kj b_k, with w before the change.
 */
function propagateBack(label: usize): void {
  const rate = learningRate / scale;
  for (let k: usize = 0; k < OUTPUTS; k++) {
    const y = load<f64>(output + 8 * k);
    const error = (k === label ? RIGHT : WRONG) - y;
    const delta = error * y * (1 - y);
    const step = Math.abs(rate * delta) > NEGLIGIBLE ? rate * delta : 0;
    store<f32>(passedBack + 4 * k, <f32>(exactGradient ? step : rate * error));
    store<f32>(outputTerms + 8 * k, <f32>step, 4);
  }
  const one = f64x2.splat(1);
  for (let j: usize = 0; j < rowBytes; j += 16) {
    let even = f32x4.splat(0);
    let odd = f32x4.splat(0);
    let w = weights + j;
    for (let b = passedBack; b < passedBack + 4 * OUTPUTS; b += 8) {
      even = f32x4.add(even, f32x4.mul(v128.load32_splat(b), v128.load(w)));
      odd = f32x4.add(odd, f32x4.mul(v128.load32_splat(b, 4), v128.load(w + rowBytes)));
      w += 2 * rowBytes;
    }
    // 1 − h in float64: where h is near 1, that of float32 would have few digits left.
    const low = v128.load(activity + 2 * j);
    const high = v128.load(activity + 2 * j, 16);
    const lowSlope = f32x4.demote_f64x2_zero(f64x2.mul(low, f64x2.sub(one, low)));
    const highSlope = f32x4.demote_f64x2_zero(f64x2.mul(high, f64x2.sub(one, high)));
    const slope = i32x4.shuffle(lowSlope, highSlope, 0, 1, 4, 5);
    v128.store(hiddenStep + j, withoutTiny(f32x4.mul(slope, f32x4.add(even, odd)), <f32>NEGLIGIBLE));
  }
}

/** l += factor · step in every row of a list. Σ|Δl| is then Σ|factor| · Σ|step|. */
function changePersistent(terms: usize, end: usize, steps: usize): void {
  let factors: f64 = 0;
  for (let term = terms; term < end; term += 8) {
    const l = persistent + rowOf(term) * rowBytes;
    const factor = v128.load32_splat(term, 4);
    for (let j: usize = 0; j < rowBytes; j += 16) {
      v128.store(l + j, f32x4.add(v128.load(l + j), f32x4.mul(factor, v128.load(steps + j))));
    }
    factors += Math.abs(load<f32>(term, 4));
  }
  let sizes: f64 = 0;
  for (let j: usize = 0; j < rowBytes; j += 16) sizes += laneSum(f32x4.abs(v128.load(steps + j)));
  consolidated += factors * sizes;
}

/** ŝ += factor · step in every row of a list, with the sums and largest values of |ŝ| that follow from it. */
function changeTransient(terms: usize, end: usize, steps: usize, layerLimit: f64): void {
  const magnitude = v128.load(magnitudeBits);
  const limit = layerLimit / scale;
  const limits = f32x4.splat(<f32>limit);
  const last = steps + rowBytes;
  let change: f64 = 0;
  for (let term = terms; term < end; term += 8) {
    const row = rowOf(term);
    const factor = v128.load32_splat(term, 4);
    let sum = f32x4.splat(0);
    let largest = f32x4.splat(0);
    let s = transient + row * rowBytes;
    for (let at = steps; at < last; at += BLOCK) {
      const s0 = f32x4.add(v128.load(s), f32x4.mul(factor, v128.load(at)));
      const s1 = f32x4.add(v128.load(s, 16), f32x4.mul(factor, v128.load(at, 16)));
      const s2 = f32x4.add(v128.load(s, 32), f32x4.mul(factor, v128.load(at, 32)));
      const s3 = f32x4.add(v128.load(s, 48), f32x4.mul(factor, v128.load(at, 48)));
      const s4 = f32x4.add(v128.load(s, 64), f32x4.mul(factor, v128.load(at, 64)));
      v128.store(s, s0);
      v128.store(s, s1, 16);
      v128.store(s, s2, 32);
      v128.store(s, s3, 48);
      v128.store(s, s4, 64);
      const m0 = v128.and(s0, magnitude);
      const m1 = v128.and(s1, magnitude);
      const m2 = v128.and(s2, magnitude);
      const m3 = v128.and(s3, magnitude);
      const m4 = v128.and(s4, magnitude);
      sum = f32x4.add(sum, f32x4.add(f32x4.add(f32x4.add(m0, m1), f32x4.add(m2, m3)), m4));
      largest = f32x4.pmax(largest, f32x4.pmax(f32x4.pmax(f32x4.pmax(m0, m1), f32x4.pmax(m2, m3)), m4));
      s += BLOCK;
    }
    const size = laneSum(sum);
    change += size - load<f64>(rowNorms + 8 * row);
    store<f64>(rowNorms + 8 * row, size);
    if (code === NEURON_BY_SUM ? size > limit : v128.any_true(f32x4.gt(largest, limits))) onCrossing(row, limits);
  }
  norm += change;
}

/** What exceeded the threshold is consolidated where the group is a part of the row, and noted down where it is not. */
function onCrossing(row: usize, limits: v128): void {
  const isOutput = row < OUTPUTS;
  if (code === SYNAPSE) consolidateRow(row, limits);
  else if (code === NEURON_BY_LARGEST && !isOutput) markUnits(row, limits);
  else if (code !== LAYER_BY_LARGEST) consolidateRow(row, f32x4.splat(-1));
  else if (isOutput) outputsCrossed = true;
  else hiddenCrossed = true;
}

/** Marks the hidden units that have |ŝ| > limit in this row. */
function markUnits(row: usize, limits: v128): void {
  const s = transient + row * rowBytes;
  for (let j: usize = 0; j < rowBytes; j += 16) {
    const crossed = f32x4.gt(f32x4.abs(v128.load(s + j)), limits);
    v128.store(marks + j, v128.or(v128.load(marks + j), crossed));
  }
  hiddenCrossed = true;
}

/** Of NEURON_BY_SUM: ŝ += x · step in the hidden layer, with Σ_i |ŝ_ji| of every unit; marks those above the threshold. */
function changeUnits(): void {
  memory.fill(growth, 0, rowBytes);
  for (let term = pixelTerms; term < pixelTermsEnd; term += 8) {
    const s = transient + rowOf(term) * rowBytes;
    const x = v128.load32_splat(term, 4);
    for (let j: usize = 0; j < rowBytes; j += 16) {
      const before = v128.load(s + j);
      const after = f32x4.add(before, f32x4.mul(x, v128.load(hiddenStep + j)));
      v128.store(s + j, after);
      const change = f32x4.sub(f32x4.abs(after), f32x4.abs(before));
      v128.store(growth + j, f32x4.add(v128.load(growth + j), change));
    }
  }
  const limit = hiddenLimit / scale;
  for (let j: usize = 0; j < hiddenCount; j++) {
    const change = <f64>load<f32>(growth + 4 * j);
    const sum = load<f64>(unitNorms + 8 * j) + change;
    store<f64>(unitNorms + 8 * j, sum);
    norm += change;
    if (sum <= limit) continue;
    store<i32>(marks + 4 * j, -1);
    hiddenCrossed = true;
  }
}

/** l += s, s = 0 where |ŝ| > limit in a row; a limit of −1 takes all. */
function consolidateRow(row: usize, limits: v128): void {
  const factor = f32x4.splat(<f32>scale);
  const s = transient + row * rowBytes;
  const l = persistent + row * rowBytes;
  let moved = f32x4.splat(0);
  let kept = f32x4.splat(0);
  for (let j: usize = 0; j < rowBytes; j += 16) {
    const value = v128.load(s + j);
    const size = f32x4.abs(value);
    const crossed = f32x4.gt(size, limits);
    v128.store(l + j, f32x4.add(v128.load(l + j), f32x4.mul(factor, v128.and(value, crossed))));
    v128.store(s + j, v128.andnot(value, crossed));
    moved = f32x4.add(moved, v128.and(size, crossed));
    kept = f32x4.add(kept, v128.andnot(size, crossed));
  }
  consolidated += scale * laneSum(moved);
  norm += laneSum(kept) - load<f64>(rowNorms + 8 * row);
  store<f64>(rowNorms + 8 * row, laneSum(kept));
}

/** l += s, s = 0 in a whole layer. */
function consolidateRows(first: usize, end: usize): void {
  const all = f32x4.splat(-1);
  for (let row = first; row < end; row++) if (load<f64>(rowNorms + 8 * row) !== 0) consolidateRow(row, all);
}

/** l += s, s = 0 for the marked hidden units, row by row so that memory is read in order. */
function consolidateUnits(): void {
  let markedEnd = markedVectors;
  for (let j: usize = 0; j < rowBytes; j += 16) {
    if (!v128.any_true(v128.load(marks + j))) continue;
    store<u32>(markedEnd, <u32>j);
    markedEnd += 4;
  }
  const factor = f32x4.splat(<f32>scale);
  const rowNormsEnd = rowNorms + 8 * (OUTPUTS + pixelCount);
  let offset = OUTPUTS * rowBytes;
  let total: f64 = 0;
  for (let at = rowNorms + 8 * OUTPUTS; at < rowNormsEnd; at += 8) {
    let moved = f32x4.splat(0);
    for (let m = markedVectors; m < markedEnd; m += 4) {
      const j = <usize>load<u32>(m);
      const s = transient + offset + j;
      const l = persistent + offset + j;
      const mark = v128.load(marks + j);
      const value = v128.load(s);
      const moving = v128.and(value, mark);
      v128.store(l, f32x4.add(v128.load(l), f32x4.mul(factor, moving)));
      v128.store(s, v128.andnot(value, mark));
      moved = f32x4.add(moved, f32x4.abs(moving));
    }
    const size = laneSum(moved);
    total += size;
    store<f64>(at, load<f64>(at) - size);
    offset += rowBytes;
  }
  norm -= code === NEURON_BY_SUM ? takeUnitNorms() : total;
  consolidated += scale * total;
  memory.fill(marks, 0, rowBytes);
}

/** Sets the sums of the marked hidden units to 0, and returns what they were together. */
function takeUnitNorms(): f64 {
  let total: f64 = 0;
  for (let j: usize = 0; j < hiddenCount; j++) {
    if (load<i32>(marks + 4 * j) === 0) continue;
    total += load<f64>(unitNorms + 8 * j);
    store<f64>(unitNorms + 8 * j, 0);
  }
  return total;
}

/** s ← s·exp(−1/τ), and what is then held is charged for this step: held += Σ|s|. */
function decay(): void {
  scale *= decayFactor;
  stepCount += 1;
  if (scale < SMALLEST_SCALE || stepCount % STEPS_BETWEEN_RENEWALS === 0) renew();
  // Rounding may leave a sum just below 0 where all has been consolidated.
  held += scale * Math.max(norm, 0);
}

/** ŝ ← scale·ŝ, scale ← 1, and all sums afresh. */
function renew(): void {
  const factor = f32x4.splat(<f32>scale);
  const smallest = <f32>(NEGLIGIBLE / scale);
  scale = 1;
  norm = 0;
  memory.fill(unitNorms, 0, 2 * rowBytes);
  for (let row: usize = 0; row < OUTPUTS + pixelCount; row++) {
    const s = transient + row * rowBytes;
    let sum = f32x4.splat(0);
    for (let j: usize = 0; j < rowBytes; j += 16) {
      const kept = f32x4.mul(factor, withoutTiny(v128.load(s + j), smallest));
      v128.store(s + j, kept);
      sum = f32x4.add(sum, f32x4.abs(kept));
    }
    store<f64>(rowNorms + 8 * row, laneSum(sum));
    norm += laneSum(sum);
    if (code === NEURON_BY_SUM && row >= OUTPUTS) addToUnitNorms(s);
  }
}

/** Adds a row's |ŝ| to the sums of the hidden units. */
function addToUnitNorms(s: usize): void {
  for (let j: usize = 0; j < hiddenCount; j++) {
    const at = unitNorms + 8 * j;
    store<f64>(at, load<f64>(at) + <f64>Math.abs(load<f32>(s + 4 * j)));
  }
}

/** Δl = Δw: a step of classic learning. */
function stepDirectly(image: usize, label: usize): void {
  listPixels(image);
  sumInputs(persistent);
  activateHidden();
  activateOutputs();
  propagateBack(label);
  changePersistent(pixelTerms, pixelTermsEnd, hiddenStep);
  changePersistent(outputTerms, outputTermsEnd, hidden);
}

/** decay s → charge what is held → propose Δw from w → s += Δw → test the threshold → consolidate. */
function stepWithCaching(image: usize, label: usize): void {
  decay();
  listPixels(image);
  sumInputsOfParts();
  activateHidden();
  joinOutputs();
  activateOutputs();
  propagateBack(label);
  if (code === NEURON_BY_SUM) changeUnits();
  else changeTransient(pixelTerms, pixelTermsEnd, hiddenStep, hiddenLimit);
  changeTransient(outputTerms, outputTermsEnd, hidden, outputLimit);
  if (hiddenCrossed) {
    if (code === LAYER_BY_LARGEST) consolidateRows(OUTPUTS, OUTPUTS + pixelCount);
    else consolidateUnits();
  }
  if (outputsCrossed) consolidateRows(0, OUTPUTS);
  hiddenCrossed = outputsCrossed = false;
}

/** Learns from `count` images, beginning with image `first` and, after the last of them, with the first again. */
export function learn(images: usize, labels: usize, imageCount: u32, first: u32, count: u32): void {
  let image = first;
  for (let n: u32 = 0; n < count; n++) {
    const pixels = images + <usize>image * pixelCount;
    const label = <usize>load<u8>(labels + image);
    if (code === NONE) stepDirectly(pixels, label);
    else stepWithCaching(pixels, label);
    if (++image === imageCount) image = 0;
  }
}

/** Computes w = s + l, residual = Σ|s| and distance = Σ|w − w(0)|. Learning goes on as if it had not. */
export function measure(): void {
  const factor = f32x4.splat(<f32>scale);
  const size = (OUTPUTS + pixelCount) * rowBytes;
  residual = 0;
  distance = 0;
  for (let i: usize = 0; i < size; i += 16) {
    const l = v128.load(persistent + i);
    // w − w(0) is (l − w(0)) + s: with nothing consolidated that is s to the last bit, and the energy is the minimum.
    let change = f32x4.sub(l, v128.load(initial + i));
    if (code !== NONE) {
      const s = f32x4.mul(factor, v128.load(transient + i));
      v128.store(weights + i, f32x4.add(l, s));
      change = f32x4.add(change, s);
      residual += laneSum(f32x4.abs(s));
    }
    distance += laneSum(f32x4.abs(change));
  }
}

/** How many images the network classifies correctly, argmax_k y_k = label, with the weights of the last `measure`. */
export function countCorrect(images: usize, labels: usize, imageCount: u32): u32 {
  let correct: u32 = 0;
  for (let image: u32 = 0; image < imageCount; image++) {
    listPixels(images + <usize>image * pixelCount);
    sumInputs(weights);
    activateHidden();
    activateOutputs();
    let answer: usize = 0;
    for (let k: usize = 1; k < OUTPUTS; k++) {
      if (load<f64>(output + 8 * k) > load<f64>(output + 8 * answer)) answer = k;
    }
    if (answer === load<u8>(labels + image)) correct += 1;
  }
  return correct;
}
