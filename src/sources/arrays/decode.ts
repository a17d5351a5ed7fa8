import { newReals, type Reals, type RealType, realTypes } from "./real-types.js";

/** Every float16 as a float32: 256 KiB, made when the first is read. */
let halves: Float32Array | undefined;

/** IEEE 754 binary16: a sign, five bits of exponent, ten of fraction. */
function allHalves(): Float32Array {
  const table = new Float32Array(2 ** 16);
  for (let bits = 0; bits < table.length; bits++) {
    const [sign, exponent, fraction] = [bits >> 15 ? -1 : 1, (bits >> 10) & 31, bits & 1023];
    const unit = 2 ** (Math.max(exponent, 1) - 25);
    const finite = sign * (exponent === 0 ? fraction : 1024 + fraction) * unit;
    table[bits] = exponent < 31 ? finite : fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  }
  return table;
}

/** Turns the bytes of every value around, in place. */
function swapBytes(bytes: Uint8Array, byteCount: number): void {
  if (byteCount === 4) {
    const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
    for (let i = 0; i < words.length; i++) {
      const word = words[i]!;
      words[i] = (word << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24);
    }
    return;
  }
  for (let at = 0; at < bytes.length; at += byteCount) bytes.subarray(at, at + byteCount).reverse();
}

/** An integer of 64 bits that no float64 is equal to becomes NaN, which is refused with its place as every NaN is. */
function fromLongs(values: BigInt64Array | BigUint64Array): Float64Array<ArrayBuffer> {
  const reals = new Float64Array(values.length);
  for (let i = 0; i < reals.length; i++) {
    const value = values[i]!;
    const real = Number(value);
    reals[i] = BigInt(real) === value ? real : Number.NaN;
  }
  return reals;
}

function fromBfloats(values: Uint16Array): Float32Array<ArrayBuffer> {
  const words = new Uint32Array(values.length);
  for (let i = 0; i < words.length; i++) words[i] = values[i]! << 16;
  return new Float32Array(words.buffer);
}

function fromHalves(values: Uint16Array): Float32Array<ArrayBuffer> {
  halves ??= allHalves();
  const reals = new Float32Array(values.length);
  for (let i = 0; i < reals.length; i++) reals[i] = halves[values[i]!]!;
  return reals;
}

/** As integers, but a truth value that is neither 0 nor 1 becomes NaN. */
const fromTruths = (values: Uint8Array): Float32Array<ArrayBuffer> =>
  Float32Array.from(values, (value) => (value <= 1 ? value : Number.NaN));

/**
 * Values out of their bytes: float32, or float64 where the type needs it. Where both are the same in memory, the result is a view
 * of `bytes`, which may be changed; they must begin at a multiple of 8 in their buffer.
 */
export function decode(type: RealType, isLittleEndian: boolean, bytes: Uint8Array<ArrayBuffer>): Reals {
  const { byteCount, isDouble } = realTypes[type];
  if (!isLittleEndian && byteCount > 1) swapBytes(bytes, byteCount);
  const [buffer, offset, count] = [bytes.buffer, bytes.byteOffset, bytes.length / byteCount];
  const copied = (values: ArrayLike<number>): Reals => {
    const reals = newReals(isDouble, count);
    reals.set(values);
    return reals;
  };
  switch (type) {
    case "f4":
      return new Float32Array(buffer, offset, count);
    case "f8":
      return new Float64Array(buffer, offset, count);
    case "f2":
      return fromHalves(new Uint16Array(buffer, offset, count));
    case "bf":
      return fromBfloats(new Uint16Array(buffer, offset, count));
    case "i1":
      return copied(new Int8Array(buffer, offset, count));
    case "i2":
      return copied(new Int16Array(buffer, offset, count));
    case "i4":
      return copied(new Int32Array(buffer, offset, count));
    case "i8":
      return fromLongs(new BigInt64Array(buffer, offset, count));
    case "u1":
      return copied(bytes);
    case "u2":
      return copied(new Uint16Array(buffer, offset, count));
    case "u4":
      return copied(new Uint32Array(buffer, offset, count));
    case "u8":
      return fromLongs(new BigUint64Array(buffer, offset, count));
    case "b1":
      return fromTruths(bytes);
  }
}
