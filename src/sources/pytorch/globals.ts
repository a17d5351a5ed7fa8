import { shown } from "../../schema/shown.js";
import { UsageError } from "../../schema/usage-error.js";
import type { RealType } from "../arrays/real-types.js";
import { damagedPickle } from "./pickle-reader.js";

/** Storages by the name of their class; undefined for those whose values are no real numbers. */
const storageTypes: Readonly<Record<string, RealType | undefined>> = {
  ...{ FloatStorage: "f4", DoubleStorage: "f8", HalfStorage: "f2", BFloat16Storage: "bf", BoolStorage: "b1" },
  ...{ ByteStorage: "u1", CharStorage: "i1", ShortStorage: "i2", IntStorage: "i4", LongStorage: "i8" },
  ...{ ComplexFloatStorage: undefined, ComplexDoubleStorage: undefined },
  ...{ QInt8Storage: undefined, QUInt8Storage: undefined, QInt32Storage: undefined },
};

/** Values of torch that stand beside tensors and say nothing of weights. */
const isConstant = (module: string, name: string): boolean =>
  module === "torch" && /^(u?int\d+|float\d+(_\w+)?|bfloat16|complex\d+|bool|strided|contiguous_format)$/.test(name);

/** A name that a pickle speaks of; nothing is behind it but the name. */
export class Global {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/** A stretch of values in a file of the archive. */
export class Storage {
  readonly key: string;
  readonly typeName: string;
  readonly type: RealType | undefined;
  readonly count: number;
  constructor(key: string, typeName: string, type: RealType | undefined, count: number) {
    this.key = key;
    this.typeName = typeName;
    this.type = type;
    this.count = count;
  }
}

/** A tensor: a view of a storage. */
export class Tensor {
  readonly storage: Storage;
  readonly offset: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  constructor(storage: Storage, offset: number, shape: readonly number[], strides: readonly number[]) {
    this.storage = storage;
    this.offset = offset;
    this.shape = shape;
    this.strides = strides;
  }
}

const REBUILD = "torch._utils._rebuild_";

/** What each function that a pickle may call makes of its arguments. Nothing else is called, and nothing is looked up by name. */
const makers: Readonly<Record<string, (args: readonly unknown[], source: string) => unknown>> = {
  "collections.OrderedDict": () => new Map(),
  "torch.Size": ([sizes]) => sizes,
  "torch.device": (args) => new Global(`torch.device ${args.map(String).join(":")}`),
  "builtins.set": ([items]) => items ?? [],
  [`${REBUILD}tensor`]: makeTensor,
  [`${REBUILD}tensor_v2`]: makeTensor,
  [`${REBUILD}parameter`]: ([tensor]) => tensor,
  [`${REBUILD}parameter_with_state`]: ([tensor]) => tensor,
};

function isAllowed(module: string, name: string): boolean {
  if (Object.hasOwn(makers, `${module}.${name}`) || isConstant(module, name)) return true;
  return (module === "torch" || module === "torch.cuda") && Object.hasOwn(storageTypes, name);
}

/** @throws UsageError for every name but those of tensors and what holds them */
export function findGlobal(module: string, name: string, source: string): Global {
  // Protocol 2 has the names of Python 2.
  const home = module === "__builtin__" ? "builtins" : module;
  if (isAllowed(home, name)) return new Global(`${home}.${name}`);
  throw new UsageError(
    `${source}: holds ${shown(`${module}.${name}`)}, which is no tensor; nothing in a checkpoint is executed. ` +
      "Save weights alone: torch.save(model.state_dict(), file).",
  );
}

export function callGlobal(called: unknown, args: unknown, source: string): unknown {
  if (!(called instanceof Global) || !Array.isArray(args)) throw damagedPickle(source, "it calls what is no function");
  const make = Object.hasOwn(makers, called.name) ? makers[called.name] : undefined;
  if (make === undefined) throw damagedPickle(source, `it calls ${shown(called.name)}`);
  return make(args, source);
}

/** `('storage', torch.FloatStorage, '0', 'cpu', 7840)`, by which a pickle speaks of a file of the archive. */
export function findStorage(id: unknown, source: string): Storage {
  const [kind, type, key, , count] = Array.isArray(id) ? (id as unknown[]) : [];
  const name = type instanceof Global ? type.name.split(".").at(-1)! : "";
  if (kind !== "storage" || typeof key !== "string" || !isCount(count) || !Object.hasOwn(storageTypes, name)) {
    throw damagedPickle(source, "it speaks of a storage that is none");
  }
  return new Storage(key, name, storageTypes[name], count);
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isCounts = (value: unknown): value is number[] => Array.isArray(value) && value.every(isCount);

function makeTensor([storage, offset, shape, strides]: readonly unknown[], source: string): Tensor {
  const isSound = isCount(offset) && isCounts(shape) && isCounts(strides) && shape.length === strides.length;
  if (!(storage instanceof Storage) || !isSound || shape.length > 64)
    throw damagedPickle(source, "a tensor has no shape");
  return new Tensor(storage, offset, shape, strides);
}
