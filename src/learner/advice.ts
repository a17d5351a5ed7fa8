import { decays } from "../caching/decays.js";

// Advice names parameters in braces, {maxEpochs}; whoever shows it puts in what they are called there, such as flags.

interface Cached {
  policy: string;
  threshold: number | string;
  decayTime: number;
}

/** Whether some of what is learned is forgotten: without decay, or with nothing transient, θ changes no weight. */
const forgets = ({ policy, threshold, decayTime }: Cached): boolean =>
  decays(decayTime) && policy !== "none" && threshold !== 0;

/** What keeps more of what is learned; a θ that was searched for is the best there is. */
export function toForgetLess(parameters: Cached): string[] {
  if (!forgets(parameters)) return [];
  return ["raise {decayTime}", ...(typeof parameters.threshold === "string" ? [] : ["lower {threshold}"])];
}

/** "raise this", unless it is as large as it may be. */
export const toRaise = (key: string, value: number, largest: number): string[] =>
  value < largest ? [`raise {${key}}`] : [];

/** "raise this, raise that, or lower the other" */
export const alternatives = (advices: readonly string[]): string =>
  advices.length < 2 ? advices.join("") : `${advices.slice(0, -1).join(", ")}, or ${advices.at(-1)}`;

/** "Raise this, raise that, or lower the other." */
export function sentence(advices: readonly string[]): string {
  const text = alternatives(advices);
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
