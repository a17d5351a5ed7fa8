import fc from "fast-check";
import { test } from "vitest";

/** So many cases are tried however long they take; a busy machine may not get to them in its seconds. */
const AT_LEAST = 10;
/** Seconds a fuzzing test takes in `npm test`; `npm run fuzz` gives it more by FUZZ_SECONDS. */
const QUICK_SECONDS = 4;
const seconds = Number(process.env.FUZZ_SECONDS ?? QUICK_SECONDS);

/** The same in every `npm test`, so that it fails for what has changed; `npm run fuzz` draws another one each time. */
export const fuzzSeed = Number(process.env.FUZZ_SEED ?? 50804);

/** Tries a property on new cases until its time is over, and prints the seed that repeats them. */
export function fuzz<T>(name: string, arbitrary: fc.Arbitrary<T>, property: (value: T) => void | Promise<void>): void {
  test(name, { timeout: (seconds + 120) * 1000 }, async () => {
    let caseCount = 0;
    console.log(`fuzz: ${name}: FUZZ_SEED=${fuzzSeed}, ${seconds} s`);
    const counted = fc.asyncProperty(arbitrary, async (value) => {
      caseCount += 1;
      await property(value);
    });
    await fc.assert(counted, {
      seed: fuzzSeed,
      numRuns: Number.MAX_SAFE_INTEGER,
      interruptAfterTimeLimit: seconds * 1000,
      markInterruptAsFailure: false,
    });
    if (caseCount < AT_LEAST) await fc.assert(counted, { seed: fuzzSeed, numRuns: AT_LEAST });
    console.log(`fuzz: ${name}: ${caseCount} cases`);
  });
}
