import { formatNumber } from "../../report/format.js";
import { CACHING } from "../digit-learning.js";
import { FIGURE_3_S1B_ACCURACY } from "../figures/figure-3-s1b.js";
import { FIGURE_5B_THRESHOLD } from "../figures/figure-5b.js";
import { type CheckedClaim, verdictOf } from "./checked-claim.js";
import type { DrawnFigure } from "./drawn-figure.js";
import { digitSaving, digitSavingAt, perceptronSaving, type Saving } from "./savings.js";

const saved = ({ without, cached }: Saving): string => `${formatNumber(Math.round(100 * (1 - cached / without)))} %`;

const accuracy = ({ at }: Saving): string => `${formatNumber(Math.round(1000 * at) / 10)} %`;

const times = (energy: number, { minimum }: Saving): string => formatNumber(Number((energy / minimum).toPrecision(2)));

/** The accuracy of Figures 3–s1B and 5C, to compare with. */
const lowerSaving = (drawn: readonly DrawnFigure[]): Saving | null => digitSavingAt(drawn, FIGURE_3_S1B_ACCURACY);

/** What was found, in a sentence, and where; undefined where neither figure that it rests on was drawn. */
export function headlineOf(drawn: readonly DrawnFigure[]): string | undefined {
  const [perceptron, digits, lower] = [perceptronSaving(drawn), digitSaving(drawn), lowerSaving(drawn)];
  const parts = [];
  if (perceptron !== null) parts.push({ saving: perceptron, where: "in a perceptron" });
  if (digits !== null) {
    const also = lower === null ? "" : ` (${saved(lower)} at ${accuracy(lower)})`;
    parts.push({
      saving: digits,
      where: `in a network that learns digits to an accuracy of ${accuracy(digits)}${also}`,
    });
  }
  const texts = parts.map(
    ({ saving, where }, i) => `${saved(saving)} ${i === 0 ? "of the energy that learning takes " : ""}${where}`,
  );
  return texts.length === 0 ? undefined : `Synaptic caching saves ${texts.join(", and ")}`;
}

/** The numbers behind the headline, and where they hold. */
function evidence(drawn: readonly DrawnFigure[]): string[] {
  const [perceptron, digits] = [perceptronSaving(drawn), digitSaving(drawn)];
  const sentences = [];
  if (perceptron !== null) {
    const { at, without, cached } = perceptron;
    sentences.push(
      `A perceptron that learns as many patterns as it has inputs spends ${times(without, perceptron)} times the energy that ` +
        `setting its final weights would take; with a cache at its best threshold, at a maintenance cost c = ${formatNumber(at)} ` +
        `and without decay, it spends ${times(cached, perceptron)} times.`,
    );
  }
  if (digits !== null) {
    const { without, cached } = digits;
    const { maintenanceCost, decayTime } = CACHING;
    sentences.push(
      `A network with one hidden layer spends ${times(without, digits)} times the minimum until it recognises ` +
        `${accuracy(digits)} of the test images of MNIST, and with a cache ${times(cached, digits)} times, at c = ${maintenanceCost}, ` +
        `τ = ${decayTime} and the one threshold θ = ${FIGURE_5B_THRESHOLD}.`,
    );
  }
  return sentences;
}

const NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
const inWords = (count: number): string => NUMBERS[count] ?? String(count);

/** How many claims there are for a sentence of the paper: "one to nine". */
function claimsPerSentence(checked: readonly CheckedClaim[]): string {
  const sentences = checked.map(({ claim }) => claim.quote ?? claim.statement);
  const counts = sentences.map((sentence) => sentences.filter((other) => other === sentence).length);
  const [fewest, most] = [Math.min(...counts), Math.max(...counts)];
  return fewest === most ? inWords(fewest) : `${inWords(fewest)} to ${inWords(most)}`;
}

/** "Of 37 claims, one to three for a sentence of the paper, 34 are reproduced and 3 differ." */
function verdictsInWords(checked: readonly CheckedClaim[]): string[] {
  const known = checked.filter((one) => !one.claim.isBeyondPaper && verdictOf(one) !== "not checked");
  const differing = known.filter((one) => verdictOf(one) === "differs").length;
  if (known.length === 0) return [];
  if (known.length === 1)
    return [`The one statement of the paper that is checked here ${differing === 1 ? "differs" : "is reproduced"}.`];
  const [are, differ] = [known.length - differing === 1 ? "is" : "are", differing === 1 ? "differs" : "differ"];
  const outcome =
    differing === 0 ? "all are reproduced" : `${known.length - differing} ${are} reproduced and ${differing} ${differ}`;
  return [`Of ${known.length} claims, ${claimsPerSentence(known)} for a sentence of the paper, ${outcome}.`];
}

const IDEA =
  "Changing a synapse for good costs energy. A synapse with a cheap transient part and an expensive persistent part, " +
  "consolidated only when a threshold is crossed, needs less of it: synaptic caching.";

/** The paragraphs below the headline: the idea, the numbers, the verdicts. */
export function leadOf(drawn: readonly DrawnFigure[], checked: readonly CheckedClaim[]): string[] {
  return [IDEA, [...evidence(drawn), ...verdictsInWords(checked)].join(" ")].filter((text) => text !== "");
}
