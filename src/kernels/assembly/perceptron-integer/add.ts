/** Updates of s that consolidate nothing. */
import { accumulate, entries, laneMax, nextEntries, total } from "../lanes";
import { setLargest, setNorms } from "./norms";

/** s += y; returns Σ|s|. */
@inline
export function add<T>(s: usize, row: usize, stride: i32): i64 {
  const lanes = <i32>(16 / sizeof<T>());
  let sum = i64x2.splat(0);
  let greatest = i64x2.splat(0);
  for (let i = 0; i < stride; i += lanes) {
    const at = s + <usize>i * sizeof<T>();
    const value = v128.add<T>(v128.load(at), entries<T>(row + i));
    const magnitude = v128.abs<T>(value);
    v128.store(at, value);
    greatest = v128.max<T>(greatest, magnitude);
    sum = accumulate<T>(sum, magnitude);
  }
  setLargest(laneMax<T>(greatest));
  return total<T>(sum);
}

/** |p| + |q|: magnitudes of T are below half the range of its lanes without a sign, so that two of them fit. */
@inline
export function magnitudes<T>(p: v128, q: v128): v128 {
  return v128.add<T>(v128.abs<T>(p), v128.abs<T>(q));
}

/**
 * Four updates, of which none can trigger a consolidation: s is read and written once for all of them, and no threshold
 * is tested. Leaves Σ|s| after each, and the largest |s| after the last.
 */
@inline
export function addFour<T>(s: usize, a: usize, b: usize, c: usize, d: usize, stride: i32): void {
  const lanes: usize = 16 / sizeof<T>();
  let sumA = i64x2.splat(0);
  let sumB = i64x2.splat(0);
  let sumC = i64x2.splat(0);
  let sumD = i64x2.splat(0);
  let greatest = i64x2.splat(0);
  for (let i: usize = 0; i < <usize>stride; i += 2 * lanes) {
    const at = s + i * sizeof<T>();
    let p = v128.add<T>(v128.load(at), entries<T>(a + i));
    let q = v128.add<T>(v128.load(at, 16), nextEntries<T>(a + i));
    sumA = accumulate<T>(sumA, magnitudes<T>(p, q));
    p = v128.add<T>(p, entries<T>(b + i));
    q = v128.add<T>(q, nextEntries<T>(b + i));
    sumB = accumulate<T>(sumB, magnitudes<T>(p, q));
    p = v128.add<T>(p, entries<T>(c + i));
    q = v128.add<T>(q, nextEntries<T>(c + i));
    sumC = accumulate<T>(sumC, magnitudes<T>(p, q));
    p = v128.add<T>(p, entries<T>(d + i));
    q = v128.add<T>(q, nextEntries<T>(d + i));
    sumD = accumulate<T>(sumD, magnitudes<T>(p, q));
    v128.store(at, p);
    v128.store(at, q, 16);
    greatest = v128.max<T>(greatest, v128.max<T>(v128.abs<T>(p), v128.abs<T>(q)));
  }
  setLargest(laneMax<T>(greatest));
  setNorms(total<T>(sumA), total<T>(sumB), total<T>(sumC), total<T>(sumD));
}
