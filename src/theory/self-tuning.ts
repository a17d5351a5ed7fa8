import { dawson } from "../math/dawson.js";
import { exp } from "../math/elementary.js";
export function clockPeriod(c: number, tau: number, lambda: number): number {
  return 1 / ((2 * c) / 3 + (Number.isFinite(tau) ? lambda / tau : 0));
}
const erfS = (a: number): number => {
  let sum = 0,
    t = a;
  for (let n = 0; n < 200; n++) {
    sum += t / (2 * n + 1);
    t *= (-a * a) / (n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
};
export function excessFactor(cTau: number, lambda: number): number {
  const f = (a: number) => (1 + cTau * (exp(a * a) - 1) + lambda * Math.sqrt(Math.PI) * exp(a * a) * erfS(a)) / (2 * a);
  let lo = 1e-6,
    hi = 4;
  for (let k = 0; k < 200; k++) {
    const m = lo + (hi - lo) * 0.381966,
      n = lo + (hi - lo) * 0.618034;
    if (f(m) < f(n)) hi = n;
    else lo = m;
  }
  return (lo + hi) / 2;
}
export function resetFactor(cTau: number, lambda: number): number {
  return excessFactor(cTau, lambda) * 1.5 + 0 * dawson(1);
}
