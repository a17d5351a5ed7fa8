import { type CheckedClaim, claimRow, describeVerdicts, verdictOf } from "../../paper/paper-report.js";

/** Named in a sentence; the report has all of them. */
const MOST_NAMED = 5;

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** A claim with its verdict: `Differs: Energy is saved (found 3, expected 1 … 2).` */
export function claimSentence(checked: CheckedClaim): string {
  const { statement, found, expected } = claimRow(checked);
  const verdict = verdictOf(checked);
  return `${verdict[0]!.toUpperCase()}${verdict.slice(1)}: ${statement} (found ${found}, expected ${expected}).`;
}

/** What differs from the paper, in a sentence. */
function differenceSentence(checked: readonly CheckedClaim[]): string {
  const differing = checked.filter((one) => verdictOf(one) === "differs").map(({ claim }) => claim.statement);
  if (differing.length === 0) return "Nothing that was checked differs.";
  const more =
    differing.length > MOST_NAMED ? [`and ${differing.length - MOST_NAMED} more, which the report names`] : [];
  return `Found to differ: ${[...differing.slice(0, MOST_NAMED), ...more].join("; ")}.`;
}

/** Three sentences on what came of it: the verdicts, what differs, where to look; and one more on what is not in the paper. */
export function foundSentences(
  checked: readonly CheckedClaim[],
  { figureCount, took, report }: { figureCount: number; took: string; report: string },
): string[] {
  const look = `Open the report of ${counted(figureCount, "figure")}, made in ${took}: ${report}`;
  const ofPaper = checked.filter(({ claim }) => !claim.isBeyondPaper);
  const others = checked.filter(({ claim }) => claim.isBeyondPaper);
  const beyond =
    others.length === 0 ? [] : [`Of ${counted(others.length, "claim")} beyond the paper: ${describeVerdicts(others)}`];
  if (ofPaper.length === 0) return ["No claim of the paper belongs to what was asked for.", ...beyond, look];
  const headline = `Of ${counted(ofPaper.length, "claim")} of the paper: ${describeVerdicts(ofPaper)}`;
  return [headline, differenceSentence(ofPaper), ...beyond, look];
}
