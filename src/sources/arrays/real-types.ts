/** Kinds of numbers that weights are kept in, as NumPy names them; `bf` is bfloat16, the upper half of a float32. */
export type RealType = "f2" | "bf" | "f4" | "f8" | "i1" | "i2" | "i4" | "i8" | "u1" | "u2" | "u4" | "u8" | "b1";

interface Kind {
  readonly byteCount: number;
  /** Whether a float32 does not hold every value, so that values become float64. */
  readonly isDouble: boolean;
  readonly words: string;
}

export const realTypes: Readonly<Record<RealType, Kind>> = {
  f2: { byteCount: 2, isDouble: false, words: "float16" },
  bf: { byteCount: 2, isDouble: false, words: "bfloat16" },
  f4: { byteCount: 4, isDouble: false, words: "float32" },
  f8: { byteCount: 8, isDouble: true, words: "float64" },
  i1: { byteCount: 1, isDouble: false, words: "int8" },
  i2: { byteCount: 2, isDouble: false, words: "int16" },
  i4: { byteCount: 4, isDouble: true, words: "int32" },
  i8: { byteCount: 8, isDouble: true, words: "int64" },
  u1: { byteCount: 1, isDouble: false, words: "uint8" },
  u2: { byteCount: 2, isDouble: false, words: "uint16" },
  u4: { byteCount: 4, isDouble: true, words: "uint32" },
  u8: { byteCount: 8, isDouble: true, words: "uint64" },
  b1: { byteCount: 1, isDouble: false, words: "bool" },
};

export type Reals = Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

export const newReals = (isDouble: boolean, count: number): Reals =>
  isDouble ? new Float64Array(count) : new Float32Array(count);

/** The NumPy type of a `descr` such as `<f4`; undefined for what is no real number. */
export function realTypeOf(descr: string): { type: RealType; isLittleEndian: boolean } | undefined {
  const [, order, type] = /^([<>|=])([biuf]\d)$/.exec(descr) ?? [];
  if (type === undefined || !Object.hasOwn(realTypes, type)) return undefined;
  if (order === "|" && realTypes[type as RealType].byteCount > 1) return undefined;
  return { type: type as RealType, isLittleEndian: order !== ">" };
}
