/** The network: its sizes, how it learns, and where everything lies. Only `describe` writes it. */
import { SERIES_BYTES, writeSeries } from "../elementary";
import { at, numberAt } from "../table";
import * as network from "../tables/mlp";

export const OUTPUTS: usize = 10;
/** Bytes of five vectors: 20 units, so that the usual 100 are whole blocks and inner loops take five vectors a turn. */
export const BLOCK: usize = 80;

export let pixelCount: usize = 0;
export let hiddenCount: usize = 0;
export let rowBytes: usize = 0;
export let learningRate: f64 = 0;
export let exactGradient: bool = false;
export let code: i32 = 0;
/** What |s| or Σ|s| has to exceed in the hidden layer, and in that of the outputs. */
export let hiddenLimit: f64 = 0;
export let outputLimit: f64 = 0;
export let decayFactor: f64 = 1;
/** Time steps between two consolidations of a clock. */
export let period: f64 = Infinity;
/** Where θ follows the changes of each synapse, θ over their deviation. */
export let hiddenFactor: f64 = 0;
export let outputFactor: f64 = 0;
/** Whether Σ|Δs| and Σ|l| are counted, and Σ|Δl| where changes are not plain. */
export let counts: bool = false;
/** Events, and writes in rows of u32; 0 where they are not counted. */
export let writes: usize = 0;
/** Whether any of these is counted. */
export let watched: bool = false;
/** The cache as it was asked for, where every change is consolidated at once. */
export let group: i32 = 0;
/** Whether a persistent change counts as |Δl|. */
export let plain: bool = true;

// Rows of float32. With NONE, `transient` is not used and `weights` are the persistent parts themselves.
export let initial: usize = 0;
export let persistent: usize = 0;
export let transient: usize = 0;
/** w = s + l: that of the outputs as of the last pattern, all of it as of the last `measure`. */
export let weights: usize = 0;
/** v̂, the variance of changes in units of `varianceScale`; 0 where θ stays. */
export let variance: usize = 0;

// Vectors over the hidden units, as long as a row.
/** Net inputs, then activities h; float32. */
export let hidden: usize = 0;
/** Activities; float64. */
export let activity: usize = 0;
/** η h_j(1 − h_j) Σ_k w_kj b_k / scale, by which a pixel of 1 changes ŝ; float32. */
export let hiddenStep: usize = 0;
/** By how much Σ_i |ŝ_ji| grew with this pattern; float32, of NEURON_BY_SUM. */
export let growth: usize = 0;
/** Σ_i |ŝ_ji|; float64, of NEURON_BY_SUM. */
export let unitNorms: usize = 0;
/** All bits set where a unit is to be consolidated, else 0. */
export let marks: usize = 0;
/** Byte offsets of the vectors of `marks` that are not 0; u32. */
export let markedVectors: usize = 0;

/** Σ|ŝ| of every row; float64. With NEURON_BY_SUM those of the hidden layer are not used. */
export let rowNorms: usize = 0;
/** Net inputs, then activities y; float64. */
export let output: usize = 0;
/** What is passed back, η b / scale; float32. */
export let passedBack: usize = 0;
export let series: usize = 0;
/** All bits but the sign's. In memory because a constant would be put together anew in every turn of a loop. */
export let magnitudeBits: usize = 0;

// Lists of terms: a row's number (u32) and its factor (float32).
/** Pixels that are not 0, as 0 … 1. A term of the spare row with factor 0 follows, so that pairs can be taken. */
export let pixelTerms: usize = 0;
/** Outputs, with η δ_k / scale. */
export let outputTerms: usize = 0;
export let outputTermsEnd: usize = 0;

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
  counts = at(table, network.COUNTS) !== 0;
  writes = <usize>at(table, network.WRITES);
  watched = counts || writes !== 0;
  group = at(table, network.GROUP);
  plain = at(table, network.PLAIN) !== 0;
  period = numberAt(table, network.PERIOD);
  hiddenFactor = numberAt(table, network.HIDDEN_FACTOR);
  outputFactor = numberAt(table, network.OUTPUT_FACTOR);
  variance = <usize>at(table, network.VARIANCE);
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
