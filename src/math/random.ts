import { log } from "./elementary.js";

/** A source of random numbers. Everything random in this package takes one as an argument. */
export interface RandomStream {
  /** Uniform on the integers 0 … 2³² − 1. */
  nextUint32(): number;
  /** Uniform on [0, 1) with 53 random bits. */
  uniform(): number;
  /** Normal with mean 0 and standard deviation 1. */
  normal(): number;
}

const rotateLeft = (x: number, bits: number): number => (x << bits) | (x >>> (32 - bits));

/** MurmurHash3's finaliser: every input bit changes every output bit with probability one half. */
function scramble(x: number): number {
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return x ^ (x >>> 16);
}

/** Four state words from a seed (an integer in 0 … 2⁵³ − 1) and a stream name. */
function initialState(seed: number, name: string): Int32Array {
  const words = [seed | 0, Math.floor(seed / 2 ** 32) | 0];
  for (let i = 0; i < name.length; i++) words.push(name.charCodeAt(i));
  let hash = 0;
  for (const word of words) hash = scramble(hash + 0x9e3779b9 + Math.imul(word, 0xcc9e2d51));
  const state = new Int32Array(4);
  for (let i = 0; i < 4; i++) state[i] = hash = scramble(hash + 0x9e3779b9);
  return state;
}

/**
 * xoshiro128** (Blackman and Vigna 2021, doi:10.1145/3460772) on a given state of four 32-bit words, not all zero.
 * Integer arithmetic only, so that Node and every browser draw the same numbers.
 */
export function xoshiro128(state: Int32Array): RandomStream {
  let [a, b, c, d] = state as unknown as [number, number, number, number];
  let spare = Number.NaN;

  const nextUint32 = (): number => {
    const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9);
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotateLeft(d, 11);
    return result >>> 0;
  };

  const uniform = (): number => ((nextUint32() >>> 5) * 2 ** 26 + (nextUint32() >>> 6)) / 2 ** 53;

  /** Marsaglia's polar method: only a logarithm and a square root, both the same on every engine. */
  const normal = (): number => {
    if (!Number.isNaN(spare)) {
      const value = spare;
      spare = Number.NaN;
      return value;
    }
    for (;;) {
      const x = 2 * uniform() - 1;
      const y = 2 * uniform() - 1;
      const square = x * x + y * y;
      if (square === 0 || square >= 1) continue;
      const scale = Math.sqrt((-2 * log(square)) / square);
      spare = y * scale;
      return x * scale;
    }
  };

  return { nextUint32, uniform, normal };
}

/**
 * The stream called `name` of a seed. Streams of different names are independent, so that drawing more from one
 * (more patterns, say) leaves the others (targets, initial weights) as they are.
 *
 * @param seed integer in 0 … 2⁵³ − 1
 * @throws RangeError for another seed, and without a name
 */
export function randomStream(seed: number, name: string): RandomStream {
  if (!(Number.isSafeInteger(seed) && seed >= 0)) {
    const given = typeof seed === "number" ? String(seed) : `a ${typeof seed}`;
    throw new RangeError(
      `seed must be an integer from 0 to ${Number.MAX_SAFE_INTEGER}, got ${given}. Use a whole number.`,
    );
  }
  if (typeof name !== "string") {
    const given = name === null ? "null" : `a value of type ${typeof name}`;
    throw new RangeError(`name must be a text, got ${given}. Name the stream after what is drawn from it.`);
  }
  return xoshiro128(initialState(seed, name));
}
