import { describe, expect, it } from "vitest";
import {
  audioVisualPatterns,
  backpropagationRule,
  CachingStore,
  createStore,
  energiesNow,
  energiesOf,
  Ledger,
  learn,
  perceptronRule,
  policyNames,
  randomPatterns,
  randomStream,
  simulateMlp,
  simulatePerceptron,
  simulatePerceptronSettings,
  simulatePerceptronThresholds,
  simulateSpiking,
  storesSideBySide,
  synapseCount,
  traceAfterLearning,
  tracePerceptron,
  tracePresentation,
  transientDistribution,
  UsageError,
} from "../src/index.js";
import { createDigitSet, createPatternSet } from "../src/tasks/index.js";
import { tinyDigits } from "./mlp/tiny-digits.js";

/** What a caller without a type checker may hand over. */
type Anything = Record<string, unknown>;
const as = <T>(value: unknown): T => value as T;

/** Every call must be refused with a UsageError whose message says what it is about. */
function refuses(cases: [string, RegExp, () => unknown][]): void {
  it.each(cases)("refuses %s", (_, message, call) => {
    expect(call).toThrow(UsageError);
    expect(call).toThrow(message);
  });
}

const store = (given: Anything = {}): (() => unknown) => {
  return () =>
    createStore({
      ...{ layers: [{ neuronCount: 1, inputCount: 2 }], weights: new Float64Array(2), policy: "local-global" },
      ...{ threshold: 1, decayTime: 10, ledger: new Ledger() },
      ...as<object>(given),
    });
};
const aStore = (size = 2) =>
  createStore({
    ...{ layers: [{ neuronCount: 1, inputCount: size }], weights: new Float64Array(size), policy: "local-global" },
    ...{ threshold: 1, decayTime: Number.POSITIVE_INFINITY, ledger: new Ledger() },
  });

describe("createStore", () => {
  refuses([
    ["options that are none", /options of a store/, () => createStore(as(null))],
    ...[Number.NaN, -1, "5", undefined, null].map((threshold): [string, RegExp, () => unknown] => [
      `θ = ${threshold}`,
      /^threshold must be ≥ 0/,
      store({ threshold }),
    ]),
    ...[Number.NaN, 0, -1, undefined].map((decayTime): [string, RegExp, () => unknown] => [
      `τ = ${decayTime}`,
      /^decayTime must be > 0/,
      store({ decayTime }),
    ]),
    ...["__proto__", "constructor", "toString", "local", "", undefined, ["none"], { name: "none" }].map(
      (policy): [string, RegExp, () => unknown] => [
        `the policy ${JSON.stringify(policy)}`,
        /^policy must be one of none, local-local/,
        store({ policy }),
      ],
    ),
    [
      "weights of another length",
      /weights must be of length 2.*Float64Array of 3/,
      store({ weights: new Float64Array(3) }),
    ],
    ["weights that are no Float64Array", /weights must be a Float64Array, got \[/, store({ weights: [0, 0] })],
    ["single precision", /weights must be a Float64Array/, store({ weights: new Float32Array(2) })],
    [
      "a weight that is NaN",
      /weights\[1\] must be a finite number, got NaN/,
      store({ weights: Float64Array.of(0, Number.NaN) }),
    ],
    ["an infinite weight", /weights\[0\].*got -Infinity/, store({ weights: Float64Array.of(-Infinity, 0) })],
    ["no layers", /layers must be an array of at least one layer/, store({ layers: [] })],
    ["layers that are none", /layers must be an array/, store({ layers: 3 })],
    [
      "a layer without inputs",
      /layers\[0\]\.inputCount must be an integer ≥ 1/,
      store({ layers: [{ neuronCount: 2 }] }),
    ],
    ["half a neuron", /layers\[0\]\.neuronCount/, store({ layers: [{ neuronCount: 0.5, inputCount: 4 }] })],
    ["no ledger", /ledger must be a Ledger/, store({ ledger: undefined })],
  ]);

  it("refuses `none`, and what is no policy, in the constructor of the store that caches", () => {
    for (const policy of ["none", "__proto__", "constructor", "hasOwnProperty", "x\u001b[31m"]) {
      const options = {
        layers: [{ neuronCount: 1, inputCount: 1 }],
        weights: new Float64Array(1),
        ledger: new Ledger(),
      };
      const create = () => new CachingStore({ ...options, threshold: 1, decayTime: 5, policy: as(policy) });
      expect(create).toThrow(
        /^policy must be one of local-local, local-global, global-global, local-layer, local-excess, clock, got "/,
      );
      // A terminal would obey what is not printable.
      expect(create).not.toThrow("\u001b");
    }
  });

  it.each(policyNames)("%s refuses a change of another length, and time that is no whole number of steps", (policy) => {
    const layers = [{ neuronCount: 1, inputCount: 2 }];
    const weights = new Float64Array(2);
    const one = createStore({ layers, weights, policy, threshold: 1, period: 2, decayTime: 10, ledger: new Ledger() });
    expect(() => one.change(Float64Array.of(1))).toThrow(/delta must be of length 2.*got Float64Array of 1/);
    for (const steps of [Number.NaN, -1, 0.5, Infinity])
      expect(() => one.advance(steps)).toThrow(/^steps must be an integer/);
  });
});

describe("stores side by side", () => {
  const one = aStore();
  refuses([
    ["nothing", /stores must be an array of at least one store/, () => storesSideBySide(as([]))],
    ["no array", /stores must be an array/, () => storesSideBySide(as(undefined))],
    ["what is no store", /stores\[1\] must be a store/, () => storesSideBySide([one, as({})])],
    ["other sizes", /stores\[1\] must be a store of 2 synapses/, () => storesSideBySide([one, aStore(3)])],
    ["one store twice", /stores must be different/, () => storesSideBySide([one, one])],
  ]);
});

describe("Ledger, energies and layers", () => {
  const tally = { consolidated: 1, transientHeld: 1, transientChanged: 1, persistentHeld: 1, minimal: 1 };
  const free = { maintenanceCost: 0, changeCost: 0, persistentMaintenanceCost: 0 };
  const plain = { costExponent: 1, potentiationOnly: false };
  refuses([
    ...[Number.NaN, -1, Infinity, "1", undefined].map((costExponent): [string, RegExp, () => unknown] => [
      `the exponent ${costExponent}`,
      /^costExponent must be a finite number ≥ 0/,
      () => new Ledger(as({ ...plain, costExponent })),
    ]),
    [
      "a switch that is none",
      /potentiationOnly must be true or false/,
      () => new Ledger(as({ ...plain, potentiationOnly: 0 })),
    ],
    ["no prices", /prices must be an object/, () => energiesOf(tally, as(undefined))],
    [
      "a missing price",
      /^changeCost must be a finite number ≥ 0, got undefined/,
      () => energiesOf(tally, as({ maintenanceCost: 1 })),
    ],
    [
      "a price that is NaN",
      /^maintenanceCost.*got NaN/,
      () => energiesOf(tally, { ...free, maintenanceCost: Number.NaN }),
    ],
    ["an infinite price", /^changeCost/, () => energiesOf(tally, { ...free, changeCost: Infinity })],
    [
      "an incomplete tally",
      /tally's minimal is no number/,
      () => energiesOf(as({ ...tally, minimal: undefined }), free),
    ],
    [
      "two sizes",
      /weights must be of equal length/,
      () => energiesNow(aStore(), new Ledger(), new Float64Array(3), free),
    ],
    ["half a layer", /layers\[0\]\.neuronCount/, () => synapseCount([{ neuronCount: 1.5, inputCount: 2 }])],
  ]);
});

describe("learn", () => {
  const rule = { propose: () => false };
  const options = (given: Anything = {}) => as<never>({ rule, store: aStore(), samples: [1], maxEpochs: 3, ...given });
  refuses([
    ...[Number.NaN, 0, -1, 1.5, "3", undefined].map((maxEpochs): [string, RegExp, () => unknown] => [
      `maxEpochs ${maxEpochs}`,
      /^maxEpochs must be an integer ≥ 1/,
      () => learn(options({ maxEpochs })),
    ]),
    ["no samples", /samples must be an array of at least one sample/, () => learn(options({ samples: [] }))],
    ["samples that are none", /samples must be an array/, () => learn(options({ samples: 3 }))],
    ["a rule that is none", /rule must be an object with a method propose/, () => learn(options({ rule: () => true }))],
    ["a store that is none", /store must be a store/, () => learn(options({ store: {} }))],
    ["a hook that is none", /afterEpoch must be a function/, () => learn(options({ afterEpoch: true }))],
  ]);
});

describe("randomStream", () => {
  it.each([
    [1, undefined, /^name must be a text/],
    [1, null, /^name/],
    [1, 5, /^name/],
    [Number.NaN, "a", /^seed must be an integer from 0/],
    [-1, "a", /^seed/],
    [0.5, "a", /^seed/],
    [2 ** 53, "a", /^seed/],
    ["1", "a", /^seed/],
    [undefined, "a", /^seed/],
  ])("refuses %s and %s", (seed, name, message) => {
    expect(() => randomStream(as(seed), as(name))).toThrow(RangeError);
    expect(() => randomStream(as(seed), as(name))).toThrow(message);
  });
});

describe("tasks", () => {
  const task = randomPatterns(3, 2, 1);
  const learnOf =
    (given: Anything): (() => unknown) =>
    () =>
      simulatePerceptron({ maxEpochs: 5 }, { task: as({ ...task, ...given }) });
  const digits = tinyDigits(20, 10);
  const mlp =
    (given: Anything): (() => unknown) =>
    () =>
      simulateMlp(as({ ...digits, ...given }), { maxPatterns: 10 });
  const { train } = digits;
  refuses([
    ["patterns that are too few", /task\.patterns must be of length 6/, learnOf({ patterns: Int8Array.of(1, 1) })],
    ["patterns that are too many", /task\.patterns/, learnOf({ patterns: new Int8Array(7) })],
    [
      "a plain array",
      /task\.patterns must be an Int8Array or a Float64Array/,
      learnOf({ patterns: [1, 1, 1, 1, 1, 1] }),
    ],
    ["a size that does not fit", /task\.patterns must be of length 8/, learnOf({ inputCount: 4 })],
    ["a size that is none", /input count must be an integer/, learnOf({ inputCount: Number.NaN })],
    ["targets that are too few", /task\.targets must be of length 2/, learnOf({ targets: Int8Array.of(1) })],
    ["targets of 0", /task\.targets\[1\] must be \+1 or -1, got 0/, learnOf({ targets: Int8Array.of(1, 0) })],
    ["plain targets", /task\.targets must be an Int8Array/, learnOf({ targets: [1, -1] })],
    ["NaN", /got NaN in pattern 2, input 1/, learnOf({ patterns: Float64Array.of(1, 1, 1, Number.NaN, 1, 1) })],
    [
      "Infinity",
      /got -Infinity in pattern 1, input 3/,
      learnOf({ patterns: Float64Array.of(1, 1, -Infinity, 1, 1, 1) }),
    ],
    ["no task", /task must be an object/, () => simulatePerceptron({}, { task: as(5) })],
    ["a rule on short arrays", /task\.patterns/, () => perceptronRule({ ...task, patterns: new Int8Array(1) })],
    ["a shape that is none", /patterns: must be an array with its shape/, () => createPatternSet(as([1, 2]), as([1]))],
    ["no digits", /task must be an object/, () => simulateMlp(as(undefined))],
    ["a set that is missing", /task\.test must be an object/, mlp({ test: undefined })],
    [
      "pixels that are too few",
      /task\.train\.pixels must be of length 400/,
      mlp({ train: { ...train, pixels: new Uint8Array(5) } }),
    ],
    [
      "labels that are too few",
      /task\.train\.labels must be of length 20/,
      mlp({ train: { ...train, labels: new Uint8Array(1) } }),
    ],
    [
      "a label of 10",
      /task\.test\.labels\[0\] must be 0 to 9, got 10/,
      mlp({ test: { ...digits.test, labels: new Uint8Array(10).fill(10) } }),
    ],
    [
      "two sizes",
      /task\.test\.pixelCount must be 20, got 1/,
      mlp({ test: { ...digits.test, pixelCount: 1, pixels: new Uint8Array(10) } }),
    ],
    [
      "plain pixels",
      /images\.pixels must be a Uint8Array/,
      () => backpropagationRule(as({ ...train, pixels: [] }), as({})),
    ],
    [
      "half a unit",
      /hiddenCount must be an integer/,
      () => backpropagationRule(train, { hiddenCount: 0.5, learningRate: 1, gradient: "exact" }),
    ],
    [
      "another gradient",
      /gradient must be exact or authors/,
      () => backpropagationRule(train, { hiddenCount: 2, learningRate: 1, gradient: as("toString") }),
    ],
    [
      "short pixels",
      /pixels must be of length 6/,
      () =>
        createDigitSet({ imageCount: 1, rows: 2, columns: 3, pixels: new Uint8Array(1) }, Uint8Array.of(1), {
          images: "a",
          labels: "b",
        }),
    ],
    ...[0, -1, 1.5, Number.NaN, undefined].map((count): [string, RegExp, () => unknown] => [
      `${count} audio-visual patterns`,
      /^patternCount must be an integer from 1/,
      () => audioVisualPatterns(as(count), 1),
    ]),
    ["weights of no neuron", /weights must be a Float64Array of 100/, () => tracePresentation(new Float64Array(3), 1)],
    ["weights in nS", /weights\[0\] must be a conductance/, () => tracePresentation(new Float64Array(100).fill(1), 1)],
  ]);
});

describe("simulations", () => {
  const small = { inputCount: 5, patternCount: 4 };
  const local = { ...small, policy: "local-local", threshold: 2.5 } as const;
  const distribution =
    (given: Anything, width: unknown): (() => unknown) =>
    () =>
      transientDistribution({ ...local, ...given }, as(width));
  refuses([
    ["unknown keys", /fooBar/, () => simulatePerceptron(as({ fooBar: 1 }))],
    ["unknown keys of the network", /fooBar/, () => simulateMlp(tinyDigits(20, 10), as({ fooBar: 1 }))],
    ["unknown keys of the neuron", /fooBar/, () => simulateSpiking(as({ fooBar: 1 }))],
    [
      "unknown extras",
      /extras has no "tasks"; it may have task, onRun/,
      () => simulatePerceptron({}, as({ tasks: 1 })),
    ],
    ["unknown hooks", /extras has no "onEpoch"/, () => simulateMlp(tinyDigits(20, 10), {}, as({ onEpoch: 1 }))],
    ["a hook that is none", /extras\.onRun must be a function/, () => simulatePerceptron(small, as({ onRun: 1 }))],
    ["options that are none", /^options must be an object, got 5/, () => simulatePerceptron(as(5))],
    ["an array of options", /^options must be an object/, () => simulateSpiking(as([]))],
    ["settings that are none", /^settings must be an array/, () => simulatePerceptronSettings(small, as("none"))],
    [
      "a setting that is none",
      /settings\[1\]/,
      () => simulatePerceptronSettings(small, [{ policy: "none", threshold: 0 }, as(null)]),
    ],
    [
      "a setting of another policy",
      /settings\[0\]\.policy must be one of/,
      () => simulatePerceptronSettings(small, [{ policy: as("__proto__"), threshold: 0 }]),
    ],
    ["thresholds that are none", /^thresholds must be an array/, () => simulatePerceptronThresholds(small, as("12"))],
    [
      "a threshold that is a word",
      /thresholds\[1\] must be a number ≥ 0/,
      () => simulatePerceptronThresholds(small, as([2, "auto"])),
    ],
    ["thresholds of NaN", /thresholds\[0\]/, () => simulatePerceptronThresholds(small, [Number.NaN])],
    ...[0, -1, Number.NaN, undefined, Infinity].map((width): [string, RegExp, () => unknown] => [
      `bins of ${width}`,
      /^binWidth must be a finite number > 0/,
      distribution({}, width),
    ]),
    ["a thousand million bins", /^binWidth must be ≥ .* at threshold 2\.5/, distribution({}, 1e-9)],
    ["a distribution of nothing", /maxEpochs must be ≥ 2/, distribution({ maxEpochs: 1 }, 1)],
    ...[0, -1, 2.5, Number.NaN].map((steps): [string, RegExp, () => unknown] => [
      `a trace of ${steps} steps`,
      /^timestepCount must be an integer ≥ 1/,
      () => tracePerceptron(small, [0], steps),
    ]),
    ["synapses that are none", /^synapses must be/, () => tracePerceptron(small, as("0"), 5)],
    ["a trace of nonsense", /policy must be one of/, () => traceAfterLearning(as({ policy: "constructor" }))],
  ]);
});
