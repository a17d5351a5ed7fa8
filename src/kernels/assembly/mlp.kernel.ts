/**
 * The multilayer network with synaptic caching: learning, one pattern at a time, and testing (docs/equations.md).
 *
 * A row holds the synapses of one pixel to all hidden units, or of all hidden units to one output, padded with zeros to
 * a multiple of four. Rows 0 … 9 are those of the outputs, then one a pixel, then a spare row that stays 0. So the
 * synapses that a pixel of 0 leaves alone are left alone row by row, and both layers change by "row += factor · vector".
 *
 * Persistent parts l are kept as they are, transient parts as ŝ = s / scale: one multiplication of `scale` decays all of
 * them. Sums over ŝ are in the same unit, and become energies when they are multiplied by `scale`.
 */
import { logistic } from "./elementary";

const OUTPUTS: usize = 10;

/** What an output is taught to be. */
const RIGHT: f64 = 0.99;
const WRONG: f64 = 0.01;

/** Policies: the synapses that are consolidated together. */
const NONE: i32 = 0;
const SYNAPSE: i32 = 1;
const NEURON: i32 = 2;
const NEURON_SUM: i32 = 3;

/** Every so many steps sums are computed afresh, so that rounding does not add up. */
const STEPS_BETWEEN_RENEWALS: i64 = 4096;
/** Below this ŝ would soon leave the range of float32. */
const SMALLEST_SCALE: f64 = 1.0 / 1048576.0;
/** Smaller transient parts are set to 0 at a renewal: below the rounding of any weight, they would only slow it down. */
const NEGLIGIBLE: f64 = 1e-30;

let hiddenCount: usize = 0;
let pixelCount: usize = 0;
/** Bytes of a row. */
let rowBytes: usize = 0;

// Arrays of rows, float32.
let initial: usize = 0;
let persistent: usize = 0;
let transient: usize = 0;
/** w = s + l: of outputs as of the last pattern, of all rows as of the last `measure`. With NONE, l itself. */
let weights: usize = 0;

// Vectors of a row's length, float32, over the hidden units.
let hidden: usize = 0;
/** h(1 − h) */
let slope: usize = 0;
/** η h(1 − h) Σ_k w_kj b_k / scale: what a pixel of 1 adds to ŝ. */
let hiddenStep: usize = 0;
/** Growth of Σ_i |ŝ_ji| at this pattern. */
let growth: usize = 0;
/** All bits set where the unit is to be consolidated. */
let marks: usize = 0;
/** Byte offsets of the vectors in which some unit is marked; u32. */
let markedVectors: usize = 0;

/** Σ|ŝ| of every row; float64. With NEURON_SUM only those of outputs are kept. */
let rowNorms: usize = 0;
/** Σ_i |ŝ_ji| of every hidden unit; float64. Kept with NEURON_SUM only. */
let unitNorms: usize = 0;

/** Ten float64: net inputs, then activities of the outputs. */
let output: usize = 0;
/** Ten float32: what is passed back, b. */
let passedBack: usize = 0;

// Lists of terms: u32 byte offset of a row, float32 factor. Lists are filled up to a multiple of four with spare rows.
/** Pixels that are not 0, with their values. */
let pixelTerms: usize = 0;
let pixelTermCount: usize = 0;
/** Outputs, with η δ_k / scale. */
let outputTerms: usize = 0;

let learningRate: f64 = 0;
let exactGradient: bool = false;
let policy: i32 = NONE;
let threshold: f64 = 0;
let decayFactor: f64 = 1;

let scale: f64 = 1;
let stepCount: i64 = 0;
/** Σ|ŝ| of all synapses. */
let norm: f64 = 0;
let hiddenCrossed: bool = false;
let outputCrossed: bool = false;

/** Σ_t Σ|Δl|. */
export let consolidated: f64 = 0;
/** Σ_t Σ|s|, at the end of every decay. */
export let held: f64 = 0;
/** Σ|s| now; of the last `measure`. */
export let residual: f64 = 0;
/** Σ|w − w(0)|; of the last `measure`. */
export let distance: f64 = 0;

/** Images have `pixels` pixels. */
export function describeNetwork(pixels: usize, units: usize, bytesOfRow: usize): void {
  pixelCount = pixels;
  hiddenCount = units;
  rowBytes = bytesOfRow;
}

export function describeLearning(rate: f64, exact: bool, policyCode: i32, limit: f64, factor: f64): void {
  learningRate = rate;
  exactGradient = exact;
  policy = policyCode;
  threshold = limit;
  decayFactor = factor;
}

export function placeRows(w0: usize, l: usize, s: usize, w: usize): void {
  initial = w0;
  persistent = l;
  transient = s;
  weights = w;
}

/** Vectors lie one behind the other from here; returns the end. */
export function placeVectors(from: usize): usize {
  hidden = from;
  slope = hidden + rowBytes;
  hiddenStep = slope + rowBytes;
  growth = hiddenStep + rowBytes;
  marks = growth + rowBytes;
  markedVectors = marks + rowBytes;
  unitNorms = markedVectors + rowBytes;
  rowNorms = unitNorms + 2 * rowBytes;
  output = rowNorms + 8 * (OUTPUTS + pixelCount + 1);
  passedBack = output + 8 * OUTPUTS;
  outputTerms = passedBack + 48;
  pixelTerms = outputTerms + 8 * 12;
  return pixelTerms + 8 * (pixelCount + 4);
}

/** Sum of four float32 lanes. */
function laneSum(v: v128): f64 {
  const pairs = f32x4.add(v, i32x4.shuffle(v, v, 2, 3, 0, 1));
  return <f64>(f32x4.extract_lane(pairs, 0) + f32x4.extract_lane(pairs, 1));
}

function spareRow(): usize {
  return (OUTPUTS + pixelCount) * rowBytes;
}

function listPixels(pixels: usize): void {
  const zero = i8x16.splat(0);
  let end = pixelTerms;
  let row = OUTPUTS * rowBytes;
  for (let i: usize = 0; i < pixelCount; i += 16) {
    let rest = i8x16.bitmask(i8x16.ne(v128.load(pixels + i), zero));
    if (pixelCount - i < 16) rest &= (1 << (pixelCount - i)) - 1;
    while (rest !== 0) {
      const k = <usize>ctz(rest);
      store<u32>(end, <u32>(row + k * rowBytes));
      store<f32>(end, <f32>load<u8>(pixels + i + k) * <f32>(1.0 / 255.0), 4);
      end += 8;
      rest &= rest - 1;
    }
    row += 16 * rowBytes;
  }
  pixelTermCount = (end - pixelTerms) >> 3;
  const spare = spareRow();
  for (; pixelTermCount & 3; pixelTermCount++) {
    store<u32>(end, spare);
    store<f32>(end, 0, 4);
    end += 8;
  }
}

/** Net inputs of the hidden units: hidden_j = Σ_i w_ji x_i. */
function sumInputs(rows: usize): void {
  memory.fill(hidden, 0, rowBytes);
  const end = pixelTerms + 8 * pixelTermCount;
  for (let term = pixelTerms; term < end; term += 32) {
    let p0 = rows + load<u32>(term);
    let p1 = rows + load<u32>(term, 8);
    let p2 = rows + load<u32>(term, 16);
    let p3 = rows + load<u32>(term, 24);
    const x0 = v128.load32_splat(term, 4);
    const x1 = v128.load32_splat(term, 12);
    const x2 = v128.load32_splat(term, 20);
    const x3 = v128.load32_splat(term, 28);
    const last = hidden + rowBytes;
    for (let sum = hidden; sum < last; sum += 16) {
      const first = f32x4.add(f32x4.mul(x0, v128.load(p0)), f32x4.mul(x1, v128.load(p1)));
      const second = f32x4.add(f32x4.mul(x2, v128.load(p2)), f32x4.mul(x3, v128.load(p3)));
      v128.store(sum, f32x4.add(v128.load(sum), f32x4.add(first, second)));
      p0 += 16;
      p1 += 16;
      p2 += 16;
      p3 += 16;
    }
  }
}

/** The same from both parts: hidden_j = Σ_i (l_ji + scale·ŝ_ji) x_i. */
function sumInputsOfParts(): void {
  memory.fill(hidden, 0, rowBytes);
  const end = pixelTerms + 8 * pixelTermCount;
  const a = f32x4.splat(<f32>scale);
  const other = transient - persistent;
  for (let term = pixelTerms; term < end; term += 16) {
    let p0 = persistent + load<u32>(term);
    let p1 = persistent + load<u32>(term, 8);
    let q0 = p0 + other;
    let q1 = p1 + other;
    const x0 = v128.load32_splat(term, 4);
    const x1 = v128.load32_splat(term, 12);
    const y0 = f32x4.mul(a, x0);
    const y1 = f32x4.mul(a, x1);
    const last = hidden + rowBytes;
    for (let sum = hidden; sum < last; sum += 16) {
      const first = f32x4.add(f32x4.mul(x0, v128.load(p0)), f32x4.mul(y0, v128.load(q0)));
      const second = f32x4.add(f32x4.mul(x1, v128.load(p1)), f32x4.mul(y1, v128.load(q1)));
      v128.store(sum, f32x4.add(v128.load(sum), f32x4.add(first, second)));
      p0 += 16;
      p1 += 16;
      q0 += 16;
      q1 += 16;
    }
  }
}

/** From net inputs to activities h = 1/(1 + e⁻ˣ), and slopes h(1 − h). */
function activateHidden(): void {
  const one = f64x2.splat(1);
  for (let j: usize = 0; j < rowBytes; j += 16) {
    const x = v128.load(hidden + j);
    const low = logistic(f64x2.promote_low_f32x4(x));
    const high = logistic(f64x2.promote_low_f32x4(i32x4.shuffle(x, x, 2, 3, 0, 1)));
    const h = i32x4.shuffle(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 1, 4, 5);
    const lowSlope = f32x4.demote_f64x2_zero(f64x2.mul(low, f64x2.sub(one, low)));
    const highSlope = f32x4.demote_f64x2_zero(f64x2.mul(high, f64x2.sub(one, high)));
    v128.store(hidden + j, h);
    v128.store(slope + j, i32x4.shuffle(lowSlope, highSlope, 0, 1, 4, 5));
  }
  // The units that pad the row are silent.
  const size = 4 * hiddenCount;
  memory.fill(hidden + size, 0, rowBytes - size);
  memory.fill(slope + size, 0, rowBytes - size);
}

/** Activities of the outputs: y_k = logistic(Σ_j w_kj h_j). */
function activateOutputs(): void {
  for (let k: usize = 0; k < OUTPUTS; k += 2) {
    let p = weights + k * rowBytes;
    let q = p + rowBytes;
    let first = f32x4.splat(0);
    let second = f32x4.splat(0);
    for (let j: usize = 0; j < rowBytes; j += 16) {
      const h = v128.load(hidden + j);
      first = f32x4.add(first, f32x4.mul(h, v128.load(p + j)));
      second = f32x4.add(second, f32x4.mul(h, v128.load(q + j)));
    }
    const sums = f64x2.replace_lane(f64x2.splat(laneSum(first)), 1, laneSum(second));
    v128.store(output + 8 * k, logistic(sums));
  }
}

/** w = s + l of the outputs' rows. */
function joinOutputs(): void {
  const a = f32x4.splat(<f32>scale);
  const size = OUTPUTS * rowBytes;
  for (let i: usize = 0; i < size; i += 16) {
    const s = f32x4.mul(a, v128.load(transient + i));
    v128.store(weights + i, f32x4.add(v128.load(persistent + i), s));
  }
}

/** Steps of both layers: η δ_k and η h_j(1 − h_j) Σ_k w_kj b_k, over the scale of ŝ. */
function propagateBack(label: usize): void {
  const rate = learningRate / scale;
  for (let k: usize = 0; k < OUTPUTS; k++) {
    const y = load<f64>(output + 8 * k);
    const error = (k === label ? RIGHT : WRONG) - y;
    const delta = error * y * (1 - y);
    store<f32>(passedBack + 4 * k, <f32>(exactGradient ? delta : error));
    store<f32>(outputTerms + 8 * k, <f32>(rate * delta), 4);
  }
  const rates = f32x4.splat(<f32>rate);
  for (let j: usize = 0; j < rowBytes; j += 16) {
    let even = f32x4.splat(0);
    let odd = f32x4.splat(0);
    let p = weights + j;
    for (let k: usize = 0; k < OUTPUTS; k += 2) {
      const b = passedBack + 4 * k;
      even = f32x4.add(even, f32x4.mul(v128.load32_splat(b), v128.load(p)));
      odd = f32x4.add(odd, f32x4.mul(v128.load32_splat(b, 4), v128.load(p + rowBytes)));
      p += 2 * rowBytes;
    }
    const back = f32x4.mul(rates, f32x4.add(even, odd));
    v128.store(hiddenStep + j, f32x4.mul(back, v128.load(slope + j)));
  }
}

/** l += factor · step in every row of the list; Σ|Δl| is a product of two sums. */
function changePersistent(terms: usize, count: usize, steps: usize): void {
  const end = terms + 8 * count;
  let factors: f64 = 0;
  for (let term = terms; term < end; term += 16) {
    let p0 = persistent + load<u32>(term);
    let p1 = persistent + load<u32>(term, 8);
    const x0 = v128.load32_splat(term, 4);
    const x1 = v128.load32_splat(term, 12);
    for (let j: usize = 0; j < rowBytes; j += 16) {
      const step = v128.load(steps + j);
      v128.store(p0 + j, f32x4.add(v128.load(p0 + j), f32x4.mul(x0, step)));
      v128.store(p1 + j, f32x4.add(v128.load(p1 + j), f32x4.mul(x1, step)));
    }
    factors += Math.abs(load<f32>(term, 4)) + Math.abs(load<f32>(term, 12));
  }
  let sizes: f64 = 0;
  for (let j: usize = 0; j < rowBytes; j += 16) sizes += laneSum(f32x4.abs(v128.load(steps + j)));
  consolidated += factors * sizes;
}

function rowNormOf(offset: usize): usize {
  return rowNorms + (offset / rowBytes) * 8;
}

function setRowNorm(offset: usize, value: f64): void {
  const at = rowNormOf(offset);
  norm += value - load<f64>(at);
  store<f64>(at, value);
}

/** ŝ += factor · step in every row of the list, and what follows from it. */
function changeTransient(terms: usize, count: usize, steps: usize): void {
  const end = terms + 8 * count;
  const limit = f32x4.splat(<f32>(threshold / scale));
  for (let term = terms; term < end; term += 16) {
    const r0 = load<u32>(term);
    const r1 = load<u32>(term, 8);
    let p0 = transient + r0;
    let p1 = transient + r1;
    const x0 = v128.load32_splat(term, 4);
    const x1 = v128.load32_splat(term, 12);
    let n0 = f32x4.splat(0);
    let n1 = f32x4.splat(0);
    let largest = f32x4.splat(0);
    const last = steps + rowBytes;
    for (let at = steps; at < last; at += 16) {
      const step = v128.load(at);
      const s0 = f32x4.add(v128.load(p0), f32x4.mul(x0, step));
      const s1 = f32x4.add(v128.load(p1), f32x4.mul(x1, step));
      v128.store(p0, s0);
      v128.store(p1, s1);
      const m0 = f32x4.abs(s0);
      const m1 = f32x4.abs(s1);
      n0 = f32x4.add(n0, m0);
      n1 = f32x4.add(n1, m1);
      largest = f32x4.pmax(largest, f32x4.pmax(m0, m1));
      p0 += 16;
      p1 += 16;
    }
    setRowNorm(r0, laneSum(n0));
    setRowNorm(r1, laneSum(n1));
    if (v128.any_true(f32x4.gt(largest, limit))) {
      onCrossing(r0, limit);
      onCrossing(r1, limit);
    }
  }
}

function onCrossing(offset: usize, limit: v128): void {
  if (policy === SYNAPSE) consolidateRow(offset, limit);
  else if (offset >= OUTPUTS * rowBytes) markUnits(offset, limit);
  else consolidateRow(offset, f32x4.splat(-1));
}

function markUnits(offset: usize, limit: v128): void {
  const row = transient + offset;
  for (let j: usize = 0; j < rowBytes; j += 16) {
    const crossed = f32x4.gt(f32x4.abs(v128.load(row + j)), limit);
    v128.store(marks + j, v128.or(v128.load(marks + j), crossed));
  }
  hiddenCrossed = true;
}

/** Consolidates the synapses of a row with |ŝ| > limit. */
function consolidateRow(offset: usize, limit: v128): void {
  const s = transient + offset;
  const l = persistent + offset;
  const a = f32x4.splat(<f32>scale);
  let moved = f32x4.splat(0);
  let kept = f32x4.splat(0);
  for (let j: usize = 0; j < rowBytes; j += 16) {
    const value = v128.load(s + j);
    const size = f32x4.abs(value);
    const crossed = f32x4.gt(size, limit);
    v128.store(l + j, f32x4.add(v128.load(l + j), f32x4.mul(a, v128.and(value, crossed))));
    v128.store(s + j, v128.andnot(value, crossed));
    moved = f32x4.add(moved, v128.and(size, crossed));
    kept = f32x4.add(kept, v128.andnot(size, crossed));
  }
  consolidated += scale * laneSum(moved);
  setRowNorm(offset, laneSum(kept));
}

function consolidateMarked(): void {
  let end = markedVectors;
  for (let j: usize = 0; j < rowBytes; j += 16) {
    if (!v128.any_true(v128.load(marks + j))) continue;
    store<u32>(end, <u32>j);
    end += 4;
  }
  const a = f32x4.splat(<f32>scale);
  const spare = spareRow();
  let total: f64 = 0;
  let at = rowNorms + 8 * OUTPUTS;
  for (let offset = OUTPUTS * rowBytes; offset < spare; offset += rowBytes) {
    let moved = f32x4.splat(0);
    for (let m = markedVectors; m < end; m += 4) {
      const j = <usize>load<u32>(m);
      const s = transient + offset + j;
      const l = persistent + offset + j;
      const crossed = v128.load(marks + j);
      const value = v128.load(s);
      const moving = v128.and(value, crossed);
      v128.store(l, f32x4.add(v128.load(l), f32x4.mul(a, moving)));
      v128.store(s, v128.andnot(value, crossed));
      moved = f32x4.add(moved, f32x4.abs(moving));
    }
    const size = laneSum(moved);
    total += size;
    store<f64>(at, load<f64>(at) - size);
    at += 8;
  }
  norm -= total;
  consolidated += scale * total;
  memory.fill(marks, 0, rowBytes);
  hiddenCrossed = false;
}

/** ŝ ← s, scale ← 1, and all sums afresh. */
function renew(): void {
  const a = f32x4.splat(<f32>scale);
  const smallest = f32x4.splat(<f32>(NEGLIGIBLE / scale));
  scale = 1;
  norm = 0;
  const spare = spareRow();
  for (let offset: usize = 0; offset < spare; offset += rowBytes) {
    let sum: f64 = 0;
    for (let j: usize = 0; j < rowBytes; j += 16) {
      const value = v128.load(transient + offset + j);
      const kept = v128.and(value, f32x4.gt(f32x4.abs(value), smallest));
      const s = f32x4.mul(a, kept);
      v128.store(transient + offset + j, s);
      sum += laneSum(f32x4.abs(s));
    }
    store<f64>(rowNormOf(offset), sum);
    norm += sum;
  }
}

function decay(): void {
  scale *= decayFactor;
  stepCount += 1;
  if (scale < SMALLEST_SCALE || stepCount % STEPS_BETWEEN_RENEWALS === 0) renew();
  held += scale * norm;
}

/** Presents `count` images. */
export function learn(pixels: usize, labels: usize, count: i32): void {
  for (let k: usize = 0; k < OUTPUTS; k++) store<u32>(outputTerms + 8 * k, <u32>(k * rowBytes));
  store<u32>(outputTerms + 80, spareRow());
  store<u32>(outputTerms + 88, spareRow());
  for (let n = 0; n < count; n++) {
    listPixels(pixels);
    if (policy === NONE) {
      sumInputs(persistent);
    } else {
      decay();
      sumInputsOfParts();
      joinOutputs();
    }
    activateHidden();
    activateOutputs();
    propagateBack(load<u8>(labels));
    if (policy === NONE) {
      changePersistent(pixelTerms, pixelTermCount, hiddenStep);
      changePersistent(outputTerms, 12, hidden);
    } else {
      changeTransient(pixelTerms, pixelTermCount, hiddenStep);
      changeTransient(outputTerms, 12, hidden);
      if (hiddenCrossed) consolidateMarked();
    }
    pixels += pixelCount;
    labels += 1;
  }
}

/** Writes w of all rows, and measures `residual` and `distance`. */
export function measure(): void {
  const a = f32x4.splat(<f32>scale);
  const size = spareRow();
  residual = 0;
  distance = 0;
  for (let i: usize = 0; i < size; i += 16) {
    let w = v128.load(persistent + i);
    if (policy !== NONE) {
      const s = f32x4.mul(a, v128.load(transient + i));
      w = f32x4.add(w, s);
      v128.store(weights + i, w);
      residual += laneSum(f32x4.abs(s));
    }
    distance += laneSum(f32x4.abs(f32x4.sub(w, v128.load(initial + i))));
  }
}

/** How many of `count` images are classified correctly with the weights of the last `measure`. */
export function test(pixels: usize, labels: usize, count: i32): i32 {
  let correct = 0;
  for (let n = 0; n < count; n++) {
    listPixels(pixels);
    sumInputs(weights);
    activateHidden();
    activateOutputs();
    let answer: usize = 0;
    for (let k: usize = 1; k < OUTPUTS; k++) if (load<f64>(output + 8 * k) > load<f64>(output + 8 * answer)) answer = k;
    if (answer === load<u8>(labels)) correct++;
    pixels += pixelCount;
    labels += 1;
  }
  return correct;
}
