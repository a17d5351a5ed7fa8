/** Header and data begin at a multiple of this. */
const ALIGNMENT = 64;

/**
 * An array of u32 as an `.npy` file, version 1.0 (NumPy enhancement proposal 1), row-major, little-endian.
 *
 * @param rows of equal length; shape (rows, length)
 */
export function npyOfCounts(rows: readonly Uint32Array[]): Uint8Array {
  const length = rows[0]?.length ?? 0;
  const text = `{'descr': '<u4', 'fortran_order': False, 'shape': (${rows.length}, ${length}), }`;
  // Magic, version and the length of the header take 10 bytes; a line feed ends it.
  const dataOffset = Math.ceil((10 + text.length + 1) / ALIGNMENT) * ALIGNMENT;
  const bytes = new Uint8Array(dataOffset + 4 * rows.length * length);
  const view = new DataView(bytes.buffer);
  bytes.set([0x93, ...new TextEncoder().encode("NUMPY"), 1, 0]);
  view.setUint16(8, dataOffset - 10, true);
  bytes.set(new TextEncoder().encode(`${text.padEnd(dataOffset - 11)}\n`), 10);
  for (const [k, row] of rows.entries()) {
    for (let i = 0; i < length; i++) view.setUint32(dataOffset + 4 * (k * length + i), row[i]!, true);
  }
  return bytes;
}
