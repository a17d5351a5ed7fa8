import { UsageError } from "../schema/usage-error.js";

/** 64 KiB, the unit in which WebAssembly memory grows. */
const PAGE = 65_536;
/** 4 GiB. */
const MOST_PAGES = 65_536;

/** Every array starts at a multiple of this, so that SIMD loads are aligned. */
const ALIGNMENT = 16;

/**
 * What `allocate` returns. Engines reserve some 10 GB of addresses for a memory of any size, so as not to check bounds at every
 * access; a limit on addresses, which schedulers and administrators set with memory in mind, fails that at once, or, depending
 * on when the collector has freed the last one, now and then.
 *
 * @throws {UsageError} with the way around it
 */
function allocated<T>(pages: number, allocate: () => T): T {
  try {
    return allocate();
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    const megabytes = Math.ceil((pages * PAGE) / 1e6);
    throw new UsageError(
      `no memory for the fast engine, which asks for ${megabytes} MB: ${cause.message}. WebAssembly reserves some 10 GB of ` +
        "address space a thread, and more while memory is freed. Where that is limited (ulimit -v), have Node do without: " +
        "NODE_OPTIONS=--disable-wasm-trap-handler in the environment, or node --disable-wasm-trap-handler. If the memory " +
        "itself is short, use fewer threads (--jobs), or --engine reference.",
      { cause },
    );
  }
}

/** Memory of one kernel instance: arrays one after the other, laid out before the kernel is called. */
export class KernelMemory {
  private readonly grown = allocated(1, () => new WebAssembly.Memory({ initial: 1, maximum: MOST_PAGES }));
  private end = ALIGNMENT;

  /** Holds everything that has been reserved. It grows here, once for many reservations, which detaches older views. */
  get memory(): WebAssembly.Memory {
    const missing = Math.ceil(this.end / PAGE) - this.grown.buffer.byteLength / PAGE;
    if (missing > 0) allocated(Math.ceil(this.end / PAGE), () => this.grown.grow(missing));
    return this.grown;
  }

  /**
   * Reserves zeroed memory and returns its address.
   *
   * @param padding bytes behind the array that a SIMD loop may read and write past its end
   */
  reserve(byteLength: number, padding = ALIGNMENT): number {
    const address = this.end;
    this.end = Math.ceil((address + byteLength + padding) / ALIGNMENT) * ALIGNMENT;
    return address;
  }

  /** Where the next reservation would begin; `rewind` gives back what is reserved from there on. */
  get mark(): number {
    return this.end;
  }

  /** Gives back, zeroed, all that was reserved since `mark` was read. */
  rewind(mark: number): void {
    new Uint8Array(this.grown.buffer, mark).fill(0);
    this.end = mark;
  }
}

const modules = new Map<string, WebAssembly.Module>();

function decode(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/**
 * An instance of a kernel with memory of its own. The module is compiled once; instances are cheap.
 *
 * @param base64 the compiled kernel, default export of a file in `generated/`
 * @param imports functions the kernel calls
 */
export function instantiate<Exports>(
  base64: string,
  { memory }: KernelMemory,
  imports: Record<string, (...args: number[]) => number> = {},
): Exports {
  const module = modules.get(base64) ?? allocated(1, () => new WebAssembly.Module(decode(base64)));
  modules.set(base64, module);
  const instance = allocated(1, () => new WebAssembly.Instance(module, { env: { memory, ...imports } }));
  return instance.exports as Exports;
}
