import type { PatternSet } from "../../src/tasks/pattern-set.js";

/** A perceptron whose threshold tunes itself, or that has a clock. */
export interface Recipe {
  policy: "local-local" | "local-excess" | "local-global" | "global-global" | "clock";
  maintenanceCost: number;
  timePrice: number;
  decayTime: number;
  maxEpochs: number;
  /** Whether an update counts by how much it makes s² grow, where that is less. */
  corrects?: boolean;
  /** Of the clock. */
  period?: number;
}

/** erf x = (2/√π) e^{−x²} Σ 2ⁿ x^{2n+1}/(2n+1)!!, all terms of one sign. */
function erf(x: number): number {
  let [term, sum] = [x, 0];
  for (let n = 1; sum + term !== sum; n++) {
    sum += term;
    term *= (2 * x * x) / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

/** erfi x = (2/√π) Σ x^{2n+1}/(n!(2n+1)) */
function erfi(x: number): number {
  let [term, sum] = [x, 0];
  for (let n = 1; sum + term / (2 * n - 1) !== sum; n++) {
    sum += term / (2 * n - 1);
    term *= (x * x) / n;
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

/** Simpson's rule with 2000 intervals. */
function integral(f: (x: number) => number, from: number, to: number): number {
  const [count, step] = [2000, (to - from) / 2000];
  let sum = f(from) + f(to);
  for (let k = 1; k < count; k++) sum += (k % 2 === 1 ? 4 : 2) * f(from + k * step);
  return (sum * step) / 3;
}

function risingRoot(f: (x: number) => number): number {
  let [low, high] = [1e-6, 5];
  for (let k = 0; k < 100; k++) {
    const middle = (low + high) / 2;
    if (f(middle) < 0) low = middle;
    else high = middle;
  }
  return low;
}

/** a where [1 + cτ(e^{a²} − 1) + Λ√π e^{a²} erf a]/(2a) is least: aN′ = N for the numerator N. */
const excessFactor = (decayCost: number, price: number): number =>
  risingRoot((a) => {
    const e = Math.exp(a * a);
    const numerator = 1 + decayCost * (e - 1) + price * Math.sqrt(Math.PI) * e * erf(a);
    return a * (2 * a * decayCost * e + price * (2 * Math.sqrt(Math.PI) * a * e * erf(a) + 2)) - numerator;
  });

/**
 * a where 1/a + (cτm + Λ)/ρ is least. With Z of the density of s, over σ, m = (erfi a − 2a/√π)/Z and ρ = 2a²/(√π Z), so that it is
 * 1/a + (√π/2)(cτA + ΛZ)/a² with A = erfi a − 2a/√π; A′ = (2/√π)(e^{a²} − 1) and Z′ = 2e^{a²} erf a.
 */
const resetFactor = (decayCost: number, price: number): number =>
  risingRoot((a) => {
    const root = Math.sqrt(Math.PI);
    const zSlope = (x: number): number => 2 * Math.exp(x * x) * erf(x);
    const value = decayCost * (erfi(a) - (2 * a) / root) + price * integral(zSlope, 0, a);
    const slope = (decayCost * 2 * Math.expm1(a * a)) / root + price * zSlope(a);
    return (root * (a * slope - 2 * value)) / 2 - a;
  });

/** ∫ x N F^{N−1} f dx for the half-normal density f. */
const expectedLargest = (count: number): number =>
  integral(
    (x) => x * count * erf(x / Math.SQRT2) ** (count - 1) * Math.sqrt(2 / Math.PI) * Math.exp((-x * x) / 2),
    0,
    8,
  );

/** What the recipe needs of σ: θ of each synapse, or of the sum of all, from p̂. */
function thresholds(task: PatternSet, { policy, maintenanceCost: c, timePrice, decayTime: tau }: Recipe) {
  const { inputCount: n, patternCount, patterns } = task;
  const signs = patterns.every((x) => Math.abs(x) === 1);
  const sizes = Array.from({ length: n + 1 }, (_, i) => {
    let sum = 0;
    for (let p = 0; p < patternCount; p++) sum += i === n ? 1 : patterns[p * n + i]! ** 2;
    return Math.sqrt(sum / patternCount);
  });
  const decays = tau !== Number.POSITIVE_INFINITY;
  const clock = 1 / ((2 * c) / 3 + timePrice / tau);
  const freeTime = decays ? (tau / 2) * -Math.expm1((-2 * clock) / tau) : clock;
  const onLattice = signs && !decays && c > 0;
  const isLocal = policy === "local-local" || policy === "local-excess";

  if (policy === "global-global") {
    const total = sizes.reduce((sum, size) => sum + size, 0);
    return (rate: number) => [
      onLattice && rate < c ? 0 : Math.sqrt((2 * freeTime) / Math.PI) * total * Math.sqrt(rate),
    ];
  }
  if (isLocal && onLattice) {
    return (rate: number) => {
      if (policy === "local-excess") return sizes.map(() => Math.floor(Math.sqrt(rate / c) + 1e-9));
      let m = 1;
      while (m * (m + 1) < (3 * rate) / c - 1 - 1e-9) m++;
      return sizes.map(() => m - 0.5);
    };
  }
  let factor: number;
  if (policy === "local-global") factor = expectedLargest(n + 1) * Math.sqrt(freeTime);
  else if (!decays) factor = Math.sqrt((policy === "local-excess" ? 1 : 3) / c);
  else factor = (policy === "local-excess" ? excessFactor : resetFactor)(c * tau, timePrice) * Math.sqrt(tau);
  return (rate: number) => sizes.map((size) => (onLattice && rate < c ? 0 : factor * size * Math.sqrt(rate)));
}

/**
 * Learns as the recipe says it, one synapse and one time step after the other: decay, charge, propose, s += Δw, estimate, test what
 * changed. Written from the description (`docs/self-tuning-threshold.md`), and from nothing in `src`.
 *
 * @returns sums over all synapses and time steps, and θ at the end: the median over the synapses
 */
export function byRecipe(task: PatternSet, recipe: Recipe) {
  const { policy, decayTime, maxEpochs, period = Number.POSITIVE_INFINITY, corrects = false } = recipe;
  const { inputCount: n, patternCount, patterns, targets } = task;
  const thresholdsAt = policy === "clock" ? () => [Number.POSITIVE_INFINITY] : thresholds(task, recipe);
  const s = new Array<number>(n + 1).fill(0);
  const l = new Array<number>(n + 1).fill(0);
  let [consolidated, held, updateCount, epochCount, t, lastUpdate] = [0, 0, 0, 0, 0, 0];
  let [meanGap, weight] = [0, 0];
  let [growth, known] = [0, 0];
  let theta: number[] = [];
  const move = (i: number, amount: number): void => {
    consolidated += Math.abs(amount);
    l[i]! += amount;
    s[i]! -= amount;
  };
  for (let errors = 1; errors > 0 && epochCount < maxEpochs; ) {
    epochCount++;
    errors = 0;
    for (let p = 0; p < patternCount; p++) {
      t++;
      for (let i = 0; i <= n; i++) {
        s[i]! *= Math.exp(-1 / decayTime);
        held += Math.abs(s[i]!);
      }
      const x = (i: number): number => (i === n ? 1 : patterns[p * n + i]!);
      let [margin, terms] = [0, 0];
      for (let i = 0; i <= n; i++) {
        margin += targets[p]! * (s[i]! + l[i]!) * x(i);
        terms += Math.abs((s[i]! + l[i]!) * x(i));
      }
      // A tie is wrong, also where it is one but for rounding.
      if (margin <= 1e-12 * terms) {
        errors++;
        updateCount++;
        const before = s.reduce((total, value) => total + value * value, 0);
        for (let i = 0; i <= n; i++) s[i]! += targets[p]! * x(i);
        const fade = Math.exp((-(t - lastUpdate) * recipe.maintenanceCost) / 0.3);
        const share = 1 - Math.exp(-recipe.maintenanceCost / 0.3);
        growth = growth * fade + ((s.reduce((total, value) => total + value * value, 0) - before) / (n + 1)) * share;
        known = 1 - (1 - known) * fade;
        meanGap += (t - lastUpdate - meanGap) / 16;
        weight += (1 - weight) / 16;
        lastUpdate = t;
        theta = thresholdsAt(corrects ? Math.max(0, Math.min(weight / meanGap, growth / known)) : weight / meanGap);
        const exceeds = (value: number, i: number): boolean => value > theta[i]! * (1 + 1e-10);
        const sum = s.reduce((total, value) => total + Math.abs(value), 0);
        const all = policy === "global-global" ? exceeds(sum, 0) : s.some((value, i) => exceeds(Math.abs(value), i));
        for (let i = 0; i <= n; i++) {
          if (policy === "local-excess") {
            if (exceeds(Math.abs(s[i]!), i)) move(i, Math.sign(s[i]!) * (Math.abs(s[i]!) - theta[i]!));
          } else if (policy === "local-local" ? exceeds(Math.abs(s[i]!), i) : all) move(i, s[i]!);
        }
      }
      if (t % period === 0) for (let i = 0; i <= n; i++) move(i, s[i]!);
    }
  }
  for (let i = 0; i <= n; i++) move(i, s[i]!);
  const minimal = l.reduce((sum, value) => sum + Math.abs(value), 0);
  const sorted = theta.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const median = sorted.length % 2 === 1 ? sorted[Math.floor(middle)]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  return { epochCount, updateCount, timestepCount: t, consolidated, held, minimal, threshold: median };
}
