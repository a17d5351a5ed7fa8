import { formatNumber } from "../../report/format.js";
import { type CheckedClaim, verdictOf } from "./checked-claim.js";
import type { DrawnFigure } from "./drawn-figure.js";
import { digitSaving, perceptronSaving, type Saving } from "./savings.js";

const percent = ({ without, cached }: Saving): string => `${formatNumber(Math.round(100 * (1 - cached / without)))} %`;

const times = (energy: number, { minimum }: Saving): string => formatNumber(Number((energy / minimum).toPrecision(2)));

/** What was found, in a sentence; undefined where neither figure that it rests on was drawn. */
export function headlineOf(drawn: readonly DrawnFigure[]): string | undefined {
  const saved = [
    { saving: perceptronSaving(drawn), where: "in a perceptron" },
    { saving: digitSaving(drawn), where: "in a network that learns digits" },
  ].flatMap(({ saving, where }) => (saving === null ? [] : [{ share: percent(saving), where }]));
  const parts = saved.map(
    ({ share, where }, i) => `${share} ${i === 0 ? "of the energy that learning takes " : ""}${where}`,
  );
  return parts.length === 0 ? undefined : `Synaptic caching saves ${parts.join(", and ")}`;
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
    const { at, without, cached } = digits;
    sentences.push(
      `A network with one hidden layer spends ${times(without, digits)} times the minimum until it recognises ` +
        `${formatNumber(Math.round(1000 * at) / 10)} % of the test images of MNIST, and with a cache ${times(cached, digits)} times.`,
    );
  }
  return sentences;
}

/** "Of 37 statements of the paper that are checked here, 34 are reproduced and 3 differ." */
function verdictsInWords(checked: readonly CheckedClaim[]): string[] {
  const known = checked.map(verdictOf).filter((verdict) => verdict !== "not checked");
  if (known.length === 0) return [];
  if (known.length === 1)
    return [
      `The one statement of the paper that is checked here ${known[0] === "differs" ? "differs" : "is reproduced"}.`,
    ];
  const differing = known.filter((verdict) => verdict === "differs").length;
  const [are, differ] = [known.length - differing === 1 ? "is" : "are", differing === 1 ? "differs" : "differ"];
  const outcome =
    differing === 0 ? "all are reproduced" : `${known.length - differing} ${are} reproduced and ${differing} ${differ}`;
  return [`Of ${known.length} statements of the paper that are checked here, ${outcome}.`];
}

const IDEA =
  "Changing a synapse for good costs energy. A synapse with a cheap transient part and an expensive persistent part, " +
  "consolidated only when a threshold is crossed, needs less of it: synaptic caching.";

/** The paragraphs below the headline: the idea, the numbers, the verdicts. */
export function leadOf(drawn: readonly DrawnFigure[], checked: readonly CheckedClaim[]): string[] {
  return [IDEA, [...evidence(drawn), ...verdictsInWords(checked)].join(" ")].filter((text) => text !== "");
}
