/** 64 KiB, the unit in which WebAssembly memory grows. */
const PAGE = 65_536;
/** 4 GiB. */
const MOST_PAGES = 65_536;

/** Every array starts at a multiple of this, so that SIMD loads are aligned. */
const ALIGNMENT = 16;

/** Memory of one kernel instance: arrays one after the other, laid out before the kernel is called. */
export class KernelMemory {
  private readonly grown = new WebAssembly.Memory({ initial: 1, maximum: MOST_PAGES });
  private end = ALIGNMENT;

  /** Holds everything that has been reserved. It grows here, once for many reservations, which detaches older views. */
  get memory(): WebAssembly.Memory {
    const missing = Math.ceil(this.end / PAGE) - this.grown.buffer.byteLength / PAGE;
    if (missing > 0) this.grown.grow(missing);
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
  const module = modules.get(base64) ?? new WebAssembly.Module(decode(base64));
  modules.set(base64, module);
  const instance = new WebAssembly.Instance(module, { env: { memory, ...imports } });
  return instance.exports as Exports;
}
