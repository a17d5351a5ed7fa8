import { UsageError } from "../../schema/usage-error.js";
import type { Contents } from "../../sources/contents.js";
import { damagedHdf5 } from "../../sources/hdf5/hdf5-array.js";
import { hdf5Contents } from "../../sources/hdf5/hdf5-contents.js";
import type { Hdf5File } from "../../sources/hdf5/hdf5-file.js";
import type { ByteSource } from "../../sources/trajectory.js";

/** An id that HDF5 gives to no file. */
const NO_FILE = -1n;

/** What is used of h5wasm. */
interface H5wasm {
  readonly ready: Promise<{ activate_throwing_error_handler(): unknown }>;
  readonly File: new (path: string, mode: "r") => Hdf5File & { readonly file_id: bigint };
}
type Load = () => Promise<H5wasm>;

/** The library of HDF5, for which everybody else need not wait. */
async function library(name: string, load: Load): Promise<H5wasm> {
  try {
    const h5wasm = await load();
    // Without this, the C library prints its errors instead of telling them.
    (await h5wasm.ready).activate_throwing_error_handler();
    return h5wasm;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") throw cause;
    throw new UsageError(
      `${name}: is an HDF5 file, for which the package h5wasm is needed and not installed. ` +
        "Install it beside this one: npm install h5wasm; or save the weights with numpy.save.",
      { cause },
    );
  }
}

/**
 * The arrays of an HDF5 file.
 *
 * @param path where the file is; `file.name` may be shortened
 * @param load loads h5wasm
 * @throws UsageError if it is damaged, or h5wasm is not installed
 */
export async function readHdf5(file: ByteSource, path: string, load = () => import("h5wasm/node")): Promise<Contents> {
  const { File } = await library(file.name, load);
  let opened: Hdf5File | undefined;
  const open = async (): Promise<Hdf5File> => {
    if (opened !== undefined) return opened;
    try {
      const one = new File(path, "r");
      if (one.file_id === NO_FILE) throw new Error("it cannot be opened");
      opened = one;
      return one;
    } catch (error) {
      throw damagedHdf5(file.name, error);
    }
  };
  const close = async (): Promise<void> => {
    const one = opened;
    opened = undefined;
    one?.close();
    await file.close?.();
  };
  return hdf5Contents({ ...file, close }, open);
}
