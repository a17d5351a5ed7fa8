/** What is used of h5wasm, so that types do not need that package to be there. */
export interface Hdf5Dataset {
  readonly shape: readonly number[] | null;
  readonly metadata: {
    /** As HDF5 numbers them. */
    readonly type: number;
    readonly size: number;
    readonly signed: boolean;
    readonly chunks: readonly number[] | null;
  };
  slice(ranges: [number, number][]): unknown;
  /** Where it is in the file: eight bytes, the address of its header from the start of HDF5's own bytes. */
  create_reference(): { readonly ref_data: ArrayLike<number> };
}

/** A file of HDF5 that is open. */
export interface Hdf5File {
  /** Names of attributes of the root. */
  readonly attrs: Readonly<Record<string, unknown>>;
  /** Of everything in it. */
  paths(): string[];
  /** A dataset, or whatever else there is. */
  get(path: string): unknown;
  close(): unknown;
}

export const isDataset = (value: unknown): value is Hdf5Dataset =>
  typeof value === "object" && value !== null && "metadata" in value && "slice" in value && "shape" in value;
