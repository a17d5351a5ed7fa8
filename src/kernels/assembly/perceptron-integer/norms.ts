/** What the last additions to s have found, in globals, which save the kernel further results. */

/** The largest |s|. */
export let largestTransient: i32 = 0;
/** Σ|s| after each of four updates. */
export let normA: i64 = 0;
export let normB: i64 = 0;
export let normC: i64 = 0;
export let normD: i64 = 0;

@inline
export function setLargest(size: i32): void {
  largestTransient = size;
}

@inline
export function setNorms(a: i64, b: i64, c: i64, d: i64): void {
  normA = a;
  normB = b;
  normC = c;
  normD = d;
}
