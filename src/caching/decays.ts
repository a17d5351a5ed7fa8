import { exp } from "../math/elementary.js";

/** Whether s decays in numbers: from τ ≈ 10¹⁶ on e^(−1/τ) is 1, and τ as good as Infinity. */
export const decays = (decayTime: number): boolean => exp(-1 / decayTime) < 1;
