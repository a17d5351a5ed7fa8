/**
 * Own data: are most of nine pixels on? Patterns and targets are plain arrays here; `readPatternSet` of
 * `synaptic-caching/node` reads them from .npy and .csv files. Build first (`npm run build`), then:
 *
 *     node examples/own-data.mjs
 */
import { simulatePerceptron } from "synaptic-caching";
import { createPatternSet } from "synaptic-caching/tasks";

const inputCount = 9;
// Every seventh of the 512 images of nine pixels; a pixel is 1 or −1.
const images = Array.from({ length: 73 }, (_, p) => Array.from({ length: 9 }, (_, i) => ((7 * p) >> i) & 1 || -1));
const labels = images.map((image) => (image.reduce((sum, pixel) => sum + pixel, 0) > 0 ? 1 : -1));

const task = createPatternSet(
  { shape: [images.length, inputCount], data: images.flat() },
  { shape: [labels.length], data: labels },
  // Names for error messages; file names, where the data come from files.
  { patterns: "images", targets: "labels" },
);
const { runs } = simulatePerceptron({ threshold: "auto", maintenanceCost: 0.01 }, { task });
console.table(runs, ["converged", "epochCount", "updateCount", "threshold", "energy", "minimalEnergy"]);
