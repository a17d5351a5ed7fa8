import { readBytes } from "../read-bytes.js";
import type { ByteSource } from "../trajectory.js";

const SIGNATURE = "\x89HDF\r\n\x1a\n";
/** A user's block, such as the one of MATLAB, may precede the signature; it has one of these lengths, and so on by two. */
const PLACES = [0, 512, 1024, 2048];

/** Where HDF5's own bytes begin, which addresses in the file count from; undefined if it is no HDF5 file. */
export async function startOfHdf5(file: ByteSource): Promise<number | undefined> {
  for (const place of PLACES) {
    const end = place + SIGNATURE.length;
    if (end > file.byteLength) break;
    if (String.fromCharCode(...(await readBytes(file, place, end))) === SIGNATURE) return place;
  }
  return undefined;
}
