import { defineConfig } from "vitest/config";
import { LongestFirst } from "./test/set-up/longest-first.js";
import { quick, slow, thorough } from "./test/set-up/projects.js";

const inTests = (names: readonly string[]): string[] => names.map((name) => `test/${name}`);

export default defineConfig({
  test: {
    setupFiles: ["test/fixed-seed.ts"],
    testTimeout: 120_000,
    // Hooks start processes as tests do.
    hookTimeout: 120_000,
    // Many tests wait, for processes that they start, for locks and for Slurm: two at a time leave two cores idle.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: { name: "quick", isolate: false, include: inTests(quick), globalSetup: "test/set-up/fresh-kernels.mjs" },
      },
      {
        extends: true,
        test: { name: "slow", isolate: false, include: inTests(slow), globalSetup: "test/set-up/fresh-kernels.mjs" },
      },
      {
        extends: true,
        test: { name: "thorough", include: inTests(thorough), globalSetup: "test/set-up/fresh-build.mjs" },
      },
    ],
  },
});
