import { UsageError } from "../../schema/usage-error.js";

/** @throws UsageError where persistent changes do not count as |Δl|, which is what joules are paid for */
export function checkChargesMagnitude({ costExponent = 1, potentiationOnly = false }: Record<string, unknown>): void {
  if (costExponent === 1 && potentiationOnly === false) return;
  throw new UsageError(
    "--volatile-device needs persistent changes that count as |Δl|, got --cost-exponent or --potentiation-only. Leave these out.",
  );
}
