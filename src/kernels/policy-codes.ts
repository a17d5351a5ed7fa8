import { UsageError } from "../schema/usage-error.js";

/**
 * The code by which a kernel knows a policy. A policy that it does not know is refused: run as another one, it would give
 * a wrong result without a word.
 *
 * @param learner whose fast engine it is, for the message
 * @throws {UsageError} for a policy without a code
 */
export function policyCode<Code extends number>(
  codes: Readonly<Record<string, Code>>,
  policy: string,
  learner: string,
): Code {
  const code = Object.hasOwn(codes, policy) ? codes[policy] : undefined;
  if (code !== undefined) return code;
  throw new UsageError(
    `policy must be one that the fast engine of the ${learner} knows (${Object.keys(codes).join(", ")}), ` +
      `got ${JSON.stringify(String(policy).slice(0, 60))}. Use one of these, or --engine reference.`,
  );
}
