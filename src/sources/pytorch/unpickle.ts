import { UsageError } from "../../schema/usage-error.js";
import { callGlobal, findGlobal, findStorage, type Global } from "./globals.js";
import { damagedPickle, PickleReader } from "./pickle-reader.js";

/** A tensor takes some forty; what makes millions of lists and dictionaries is made to fill the memory. */
const MOST_INSTRUCTIONS = 2 ** 21;

/** Values that instructions push and pop; lists and tuples are arrays, dictionaries are maps. */
class Stack {
  #items: unknown[] = [];
  readonly #below: unknown[][] = [];
  readonly #source: string;

  constructor(source: string) {
    this.#source = source;
  }
  push(item: unknown): void {
    this.#items.push(item);
  }
  pop(): unknown {
    if (this.#items.length === 0) throw damagedPickle(this.#source, "it takes what is not there");
    return this.#items.pop();
  }
  top(): unknown {
    const item = this.pop();
    this.push(item);
    return item;
  }
  mark(): void {
    this.#below.push(this.#items);
    this.#items = [];
  }
  popToMark(): unknown[] {
    const below = this.#below.pop();
    if (below === undefined) throw damagedPickle(this.#source, "it ends a list that it has not begun");
    const items = this.#items;
    this.#items = below;
    return items;
  }
}

interface Machine {
  readonly reader: PickleReader;
  readonly stack: Stack;
  readonly memo: Map<number, unknown>;
  readonly source: string;
}

type Instruction = (machine: Machine) => void;

/** Instructions that push a value that stands behind them. */
const pushed: Record<string, (reader: PickleReader) => unknown> = {
  N: () => null,
  "\x88": () => true,
  "\x89": () => false,
  J: (reader) => reader.int32(),
  K: (reader) => reader.uint8(),
  M: (reader) => reader.uint16(),
  "\x8a": (reader) => reader.long(reader.uint8()),
  "\x8b": (reader) => reader.long(reader.uint32()),
  G: (reader) => reader.float64(),
  X: (reader) => reader.text(reader.uint32()),
  "\x8c": (reader) => reader.text(reader.uint8()),
  "\x8d": (reader) => reader.text(reader.uint64()),
  U: (reader) => reader.text(reader.uint8()),
  T: (reader) => reader.text(reader.uint32()),
  C: (reader) => reader.text(reader.uint8()),
  B: (reader) => reader.text(reader.uint32()),
  "\x8e": (reader) => reader.text(reader.uint64()),
  ")": () => [],
  "]": () => [],
  "}": () => new Map(),
  "\x8f": () => [],
};

const lastOf = ({ stack }: Machine, count: number): unknown[] =>
  Array.from({ length: count }, () => stack.pop()).reverse();

function setItems({ stack, source }: Machine, items: readonly unknown[]): void {
  const target = stack.top();
  if (!(target instanceof Map) || items.length % 2 !== 0)
    throw damagedPickle(source, "it sets an item of no dictionary");
  for (let i = 0; i < items.length; i += 2) target.set(items[i], items[i + 1]);
}

function append({ stack, source }: Machine, items: readonly unknown[]): void {
  const target = stack.top();
  if (!Array.isArray(target)) throw damagedPickle(source, "it appends to what is no list");
  for (const item of items) target.push(item);
}

function recall({ stack, memo, source }: Machine, index: number): void {
  if (!memo.has(index)) throw damagedPickle(source, "it recalls what it has not kept");
  stack.push(memo.get(index));
}

/** A dictionary of names and values; one with attributes of its own (`_metadata` of a state_dict) loses those. */
function build({ stack, source }: Machine): void {
  stack.pop();
  if (!(stack.top() instanceof Map)) throw damagedPickle(source, "it gives attributes to what is no dictionary");
}

function global(machine: Machine, module: unknown, name: unknown): Global {
  if (typeof module === "string" && typeof name === "string") return findGlobal(module, name, machine.source);
  throw damagedPickle(machine.source, "a name is no text");
}

function call(machine: Machine): void {
  const [called, args] = lastOf(machine, 2);
  machine.stack.push(callGlobal(called, args, machine.source));
}

const instructions: Record<string, Instruction> = {
  "\x80": ({ reader }) => void reader.uint8(),
  "\x95": ({ reader }) => void reader.uint64(),
  "(": ({ stack }) => stack.mark(),
  "0": ({ stack }) => void stack.pop(),
  "1": ({ stack }) => void stack.popToMark(),
  "2": ({ stack }) => stack.push(stack.top()),
  c: (machine) => machine.stack.push(global(machine, machine.reader.line(), machine.reader.line())),
  "\x93": (machine) => {
    const [module, name] = lastOf(machine, 2);
    machine.stack.push(global(machine, module, name));
  },
  t: ({ stack }) => stack.push(stack.popToMark()),
  l: ({ stack }) => stack.push(stack.popToMark()),
  "\x91": ({ stack }) => stack.push(stack.popToMark()),
  "\x85": (machine) => machine.stack.push(lastOf(machine, 1)),
  "\x86": (machine) => machine.stack.push(lastOf(machine, 2)),
  "\x87": (machine) => machine.stack.push(lastOf(machine, 3)),
  d: (machine) => {
    const items = machine.stack.popToMark();
    machine.stack.push(new Map());
    setItems(machine, items);
  },
  a: (machine) => append(machine, lastOf(machine, 1)),
  e: (machine) => append(machine, machine.stack.popToMark()),
  "\x90": (machine) => append(machine, machine.stack.popToMark()),
  s: (machine) => setItems(machine, lastOf(machine, 2)),
  u: (machine) => setItems(machine, machine.stack.popToMark()),
  q: ({ stack, memo, reader }) => void memo.set(reader.uint8(), stack.top()),
  r: ({ stack, memo, reader }) => void memo.set(reader.uint32(), stack.top()),
  "\x94": ({ stack, memo }) => void memo.set(memo.size, stack.top()),
  h: (machine) => recall(machine, machine.reader.uint8()),
  j: (machine) => recall(machine, machine.reader.uint32()),
  R: call,
  "\x81": call,
  b: build,
  Q: ({ stack, source }) => stack.push(findStorage(stack.pop(), source)),
};
for (const [code, read] of Object.entries(pushed)) instructions[code] = ({ stack, reader }) => stack.push(read(reader));

/**
 * What a pickle of `torch.save` describes (Python's pickletools, protocols 2 to 5): dictionaries, lists, numbers, text, and tensors,
 * which are views of storages. It is a machine with a stack that knows no function but those of `globals.ts`: nothing is executed.
 *
 * @throws UsageError for any other name, and for what is damaged
 */
export function unpickle(bytes: Uint8Array, source: string): unknown {
  const reader = new PickleReader(bytes, source);
  const machine: Machine = { reader, stack: new Stack(source), memo: new Map(), source };
  for (let count = 0; count < MOST_INSTRUCTIONS; count++) {
    const code = String.fromCharCode(reader.uint8());
    if (code === ".") return machine.stack.pop();
    const instruction = Object.hasOwn(instructions, code) ? instructions[code] : undefined;
    if (instruction === undefined) {
      throw damagedPickle(source, `it has an unknown instruction at byte ${reader.at - 1}`);
    }
    instruction(machine);
  }
  throw new UsageError(
    `${source}: the pickle must take at most ${MOST_INSTRUCTIONS} instructions, but takes more. ` +
      "Save weights alone: torch.save(model.state_dict(), file).",
  );
}
