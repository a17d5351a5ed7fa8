/**
 * Joules of n write pulses to one analog cell as MLP+NeuroSim V3.0 adds them up: n·V²·(G₀ + G₁)/2·t, V the voltage, t the width of a
 * pulse, G₀ and G₁ the conductances before and after. What charging wires takes is left out.
 */
export function pulseTrainJoule(
  pulseCount: number,
  {
    volt,
    pulseSecond,
    fromSiemens,
    toSiemens,
  }: Readonly<Record<"volt" | "pulseSecond" | "fromSiemens" | "toSiemens", number>>,
): number {
  return pulseCount * volt ** 2 * ((fromSiemens + toSiemens) / 2) * pulseSecond;
}
