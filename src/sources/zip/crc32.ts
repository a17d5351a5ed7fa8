/** Eight tables, so that eight bytes are taken at a time ("slicing by 8"). */
const tables: Uint32Array[] = [];

function makeTables(): void {
  const first = new Uint32Array(256);
  for (let byte = 0; byte < 256; byte++) {
    let rest = byte;
    for (let k = 0; k < 8; k++) rest = (rest >>> 1) ^ (rest & 1 ? 0xedb88320 : 0);
    first[byte] = rest >>> 0;
  }
  tables.push(first);
  for (let k = 1; k < 8; k++) {
    const last = tables[k - 1]!;
    tables.push(last.map((rest) => ((rest >>> 8) ^ first[rest & 255]!) >>> 0));
  }
}

/** The cyclic redundancy check of zip files (ISO 3309), continued from `crc`, that of the bytes before. */
export function crc32(bytes: Uint8Array, crc = 0): number {
  if (tables.length === 0) makeTables();
  const [t0, t1, t2, t3, t4, t5, t6, t7] = tables as [
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
  ];
  let rest = ~crc;
  let i = 0;
  for (; i + 8 <= bytes.length; i += 8) {
    rest =
      t7[(rest ^ bytes[i]!) & 255]! ^
      t6[((rest >>> 8) ^ bytes[i + 1]!) & 255]! ^
      t5[((rest >>> 16) ^ bytes[i + 2]!) & 255]! ^
      t4[((rest >>> 24) ^ bytes[i + 3]!) & 255]! ^
      t3[bytes[i + 4]!]! ^
      t2[bytes[i + 5]!]! ^
      t1[bytes[i + 6]!]! ^
      t0[bytes[i + 7]!]!;
  }
  for (; i < bytes.length; i++) rest = t0[(rest ^ bytes[i]!) & 255]! ^ (rest >>> 8);
  return ~rest >>> 0;
}
