/** 64 KiB, the unit in which WebAssembly memory grows. */
const PAGE = 65_536;
/** 4 GiB. */
const MOST_PAGES = 65_536;
/** Memory grows by so many at the least. */
const GROWTH_PAGES = 16;

/** Every array starts at a multiple of this, so that SIMD loads are aligned. */
const ALIGNMENT = 16;

/** Memory of one kernel instance: arrays one after the other, laid out before the kernel is called. */
export class KernelMemory {
  readonly memory: WebAssembly.Memory;
  private end = ALIGNMENT;

  constructor() {
    this.memory = new WebAssembly.Memory({ initial: 1, maximum: MOST_PAGES });
  }

  /**
   * Reserves zeroed memory and returns its address.
   *
   * @param padding bytes behind the array that a SIMD loop may read and write past its end
   */
  reserve(byteLength: number, padding = ALIGNMENT): number {
    const address = this.end;
    this.end = Math.ceil((address + byteLength + padding) / ALIGNMENT) * ALIGNMENT;
    const missing = Math.ceil(this.end / PAGE) - this.pageCount;
    // Growing takes a call of the operating system and a new view; pages that are never touched take nothing.
    if (missing > 0) this.memory.grow(Math.max(missing, Math.min(GROWTH_PAGES, MOST_PAGES - this.pageCount)));
    return address;
  }

  private get pageCount(): number {
    return this.memory.buffer.byteLength / PAGE;
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
