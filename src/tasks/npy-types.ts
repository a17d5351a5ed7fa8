import { shown } from "../schema/shown.js";

/** What an array of NumPy is read into: the type itself, or the smallest that holds every value of it exactly. */
export type NpyData =
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array;

/** How values of one type are read. */
export interface NpyType {
  /** Bytes a value. */
  itemSize: number;
  create(count: number): NpyData;
  /** The value at an offset in bytes. NaN for an integer that no number of JavaScript is equal to, and for a truth value that is none. */
  read(view: DataView, offset: number, isLittleEndian: boolean): number;
  /** Whether NaN of `read` is a value; otherwise it means that there is none. */
  hasNaN: boolean;
}

const integer = { hasNaN: false };
const real = { hasNaN: true };

/** Kind and size, as they follow the byte order in `descr`. */
const types: Record<string, NpyType> = {
  b1: { ...integer, itemSize: 1, create: (n) => new Uint8Array(n), read: (v, at) => truthValue(v.getUint8(at)) },
  i1: { ...integer, itemSize: 1, create: (n) => new Int8Array(n), read: (v, at) => v.getInt8(at) },
  u1: { ...integer, itemSize: 1, create: (n) => new Uint8Array(n), read: (v, at) => v.getUint8(at) },
  i2: { ...integer, itemSize: 2, create: (n) => new Int16Array(n), read: (v, at, little) => v.getInt16(at, little) },
  u2: { ...integer, itemSize: 2, create: (n) => new Uint16Array(n), read: (v, at, little) => v.getUint16(at, little) },
  i4: { ...integer, itemSize: 4, create: (n) => new Int32Array(n), read: (v, at, little) => v.getInt32(at, little) },
  u4: { ...integer, itemSize: 4, create: (n) => new Uint32Array(n), read: (v, at, little) => v.getUint32(at, little) },
  i8: {
    ...integer,
    itemSize: 8,
    create: (n) => new Float64Array(n),
    read: (v, at, little) => long(v, at, little, true),
  },
  u8: {
    ...integer,
    itemSize: 8,
    create: (n) => new Float64Array(n),
    read: (v, at, little) => long(v, at, little, false),
  },
  f2: {
    ...real,
    itemSize: 2,
    create: (n) => new Float32Array(n),
    read: (v, at, little) => half(v.getUint16(at, little)),
  },
  f4: { ...real, itemSize: 4, create: (n) => new Float32Array(n), read: (v, at, little) => v.getFloat32(at, little) },
  f8: { ...real, itemSize: 8, create: (n) => new Float64Array(n), read: (v, at, little) => v.getFloat64(at, little) },
};

/** The type that `descr` names; undefined for what is no type of real numbers. */
export function npyTypeOf(descr: string): { type: NpyType; isLittleEndian: boolean } | undefined {
  const [, order, name] = /^([<>|])([biuf]\d)$/.exec(descr) ?? [];
  const type = name !== undefined && Object.hasOwn(types, name) ? types[name] : undefined;
  if (type === undefined || (order === "|" && type.itemSize > 1)) return undefined;
  return { type, isLittleEndian: order !== ">" };
}

const truthValue = (byte: number): number => (byte <= 1 ? byte : Number.NaN);

/** An integer of 64 bits, from its halves: exact up to 2⁵³, beyond which a number of JavaScript may be another one. */
function long(view: DataView, offset: number, isLittleEndian: boolean, isSigned: boolean): number {
  const [lowAt, highAt] = isLittleEndian ? [offset, offset + 4] : [offset + 4, offset];
  const low = view.getUint32(lowAt, isLittleEndian);
  const high = isSigned ? view.getInt32(highAt, isLittleEndian) : view.getUint32(highAt, isLittleEndian);
  const value = high * 2 ** 32 + low;
  const isExact = Math.abs(high) < 2 ** 21 || (high === 2 ** 21 && low === 0) || high === -(2 ** 21);
  return isExact ? value : Number.NaN;
}

/** 2⁻²⁴ … 2⁵, the unit in the last place of every exponent of a float16. */
const halfUnits = Array.from({ length: 31 }, (_, exponent) => 2 ** (Math.max(exponent, 1) - 25));

/** IEEE 754 binary16: a sign, five bits of exponent, ten of fraction. */
function half(bits: number): number {
  const [sign, exponent, fraction] = [bits >> 15 ? -1 : 1, (bits >> 10) & 31, bits & 1023];
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (exponent === 0 ? fraction : 1024 + fraction) * halfUnits[exponent]!;
}

/** Types that are no real numbers: what they are, and how to make real numbers of them without changing one. */
const others: [pattern: RegExp, what: string, remedy: string][] = [
  [
    /^\|O/,
    "pickled Python objects",
    "If all rows are of the same length, save numpy.array(a.tolist()), which is an array of numbers.",
  ],
  [
    /^[<>|]c/,
    "complex numbers",
    "Inputs are real: save numpy.hstack([a.real, a.imag]), or a.real where a.imag is 0 everywhere.",
  ],
  [/^[<>|]f1/, "numbers of extended precision", 'Save a.astype("float64") where numpy.all(a.astype("float64") == a).'],
  [/^[<>|][SUa]/, "text", 'If the texts are numbers, save a.astype("float64").'],
  [/^[<>|]M/, "dates", 'Save the time since a moment in a unit: (a - a.min()) / numpy.timedelta64(1, "s").'],
  [/^[<>|]m/, "spans of time", 'Save them in a unit: a / numpy.timedelta64(1, "s").'],
  [/^[<>|]V/, "raw bytes, as bfloat16 is saved", 'Where a is an array of bfloat16, save a.astype("float32").'],
];

/** What a `descr` that is no type of real numbers stands for, and what to do about it. */
export function otherTypeOf(descr: string): { what: string; remedy: string } {
  const other = others.find(([pattern]) => pattern.test(descr));
  if (other === undefined) {
    return { what: `dtype ${shown(descr)}`, remedy: "Save the array with numpy.save(file, a), a an array of numbers." };
  }
  return { what: `${other[1]} (dtype ${shown(descr).slice(1, -1)})`, remedy: other[2] };
}
