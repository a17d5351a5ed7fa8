/** Whether patterns are ±1 throughout, so that bits can stand for them. */
export function areSigns(patterns: Int8Array | Float64Array): boolean {
  if (!(patterns instanceof Int8Array)) return false;
  const aligned = patterns.byteOffset % 4 === 0 ? patterns.length >> 2 : 0;
  const words = new Int32Array(patterns.buffer, aligned > 0 ? patterns.byteOffset : 0, aligned);
  for (let i = 0; i < aligned; i++) {
    // Four entries at once: the sign bit of each says whether its byte must be 0xff or 0x01.
    const negative = (words[i]! >>> 7) & 0x01010101;
    if (words[i] !== (0x01010101 | Math.imul(negative, 0xfe))) return false;
  }
  for (let i = 4 * aligned; i < patterns.length; i++) if (patterns[i]! * patterns[i]! !== 1) return false;
  return true;
}
