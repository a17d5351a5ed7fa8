import type { KernelMemory } from "./instantiate.js";

/** What a field of a kernel's table holds; an address is a u32. */
export type FieldKind = "i32" | "f64" | "address";

export type Fields = Readonly<Record<string, FieldKind>>;

const BYTES = { i32: 4, f64: 8, address: 4 } as const;

/** A table that a kernel reads: its fields in their order, and where each begins. */
export interface TableLayout<F extends Fields> {
  readonly fields: F;
  /** In bytes from the begin of the table; a field begins at a multiple of its size. */
  readonly offsets: Readonly<Record<keyof F, number>>;
  readonly byteLength: number;
}

/**
 * Lays out a table. `assembly/tables` has every layout again, as constants of the same names;
 * `test/kernels/tables.test.ts` compares them.
 */
export function layOut<const F extends Fields>(fields: F): TableLayout<F> {
  let end = 0;
  const offsets = Object.entries(fields).map(([name, kind]): [string, number] => {
    const offset = Math.ceil(end / BYTES[kind]) * BYTES[kind];
    end = offset + BYTES[kind];
    return [name, offset];
  });
  return { fields, offsets: Object.fromEntries(offsets) as Record<keyof F, number>, byteLength: end };
}

/** A table in the memory of a kernel, all zero at first, read and written by the names of its fields. */
export class KernelTable<F extends Fields> {
  /** Where it begins; what the kernel is given. */
  readonly address: number;
  private readonly memory: KernelMemory;
  private readonly layout: TableLayout<F>;
  private lastView: DataView | undefined;

  constructor(memory: KernelMemory, layout: TableLayout<F>) {
    this.memory = memory;
    this.layout = layout;
    this.address = memory.reserve(layout.byteLength);
  }

  /** The view is made anew where memory has grown, because that detaches older ones. */
  private view(): DataView {
    const { buffer } = this.memory.memory;
    if (this.lastView?.buffer !== buffer) this.lastView = new DataView(buffer, this.address, this.layout.byteLength);
    return this.lastView;
  }

  /** The fields of these names. */
  read<const Name extends keyof F & string>(...names: Name[]): Record<Name, number> {
    const view = this.view();
    const { fields, offsets } = this.layout;
    const values = {} as Record<Name, number>;
    for (const name of names) {
      const offset = offsets[name];
      values[name] = fields[name] === "f64" ? view.getFloat64(offset, true) : view.getInt32(offset, true);
    }
    return values;
  }

  /** Writes every field. */
  fill(values: Readonly<Record<keyof F & string, number>>): void {
    this.write(values);
  }

  /** Writes the fields that are given; the others stay as they are. */
  write(values: Readonly<Partial<Record<keyof F & string, number>>>): void {
    const view = this.view();
    const { fields, offsets } = this.layout;
    for (const [name, value] of Object.entries<number | undefined>(values)) {
      const offset = offsets[name]!;
      if (fields[name] === "f64") view.setFloat64(offset, value!, true);
      else view.setInt32(offset, value!, true);
    }
  }
}
