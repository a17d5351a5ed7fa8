/** What differs between the paper's text, its printed equations, its published program, and this one; for the report. */
export const deviations: readonly string[] = [
  "The gradient of the multilayer network: the published figures come from a hybrid that uses the squared error for the output weights and the cross-entropy for the hidden ones. Figure 5B uses that hybrid; the program's default is the true gradient of the squared error.",
  "“At least 20 times the minimum whatever the accuracy” holds from accuracy .91 up; at .85 the published program, too, gives about 12.",
  "The weights' variance is 44 % smaller than that of a random walk of as many steps at P = N, not 20 % as the text says; this is why simulations lie above the theory.",
  "Runs that do not converge are counted and printed on the figure. They are in no mean. The published program leaves it to its reader to sort them out, so that learning times near the capacity, or with fast decay, may be those of the runs that happened to be fast.",
  "“Similar whenever 0 ≤ α ≲ 2” holds of the rise of the inefficiency with the load up to about α = 1.5. At α = 2 a random walk costs as much as its ends are apart, and M/M_min is below 2 at every load.",
  "Figure 3 shows each run at its own best threshold, as Figure 2C does. The paper does not say whether it does, or takes one threshold for all. With one for all, that of least mean energy, decay speeds learning up by as much, and the claim is measured so; at c = 0 it depends on the single run that converges last.",
  "Figure 3 gives runs up after 1000 epochs (5000 at paper scale), and a scan after four thresholds in a row that did not converge; the paper's limit is 10⁴. From c = 10⁻³ on this changes nothing. At c = 0 a higher limit lets in higher thresholds: at τ = 10⁴, 5000 epochs instead of 1000 lower the energy by a fifth and lengthen learning from about 120 to about 1000 epochs. Below τ ≈ 500 only thresholds of about one step converge at all.",
  "For b ≥ 1 consolidating at once is best, but for a loophole of 0.3 % at b = 1, c = 0: under local-global a change that is consolidated in its own step costs no b, even where it takes back an earlier change of the same synapse.",
  "“A cost of holding l makes postponing consolidation pay more” holds of the energy saved. The ratio of the energies without and with caching first falls, as l has to be held with caching too, and rises beyond its value at c_l = 0 only from about c_l = 6·10⁻³ on, at c = 10⁻³.",
  "The published perceptron subtracts the mean of the pattern matrix first. Patterns here stay ±1, and thresholds are half-integers so that ties with an integer weight do not decide.",
  "Consolidation counts: the printed ⌈θ/η⌉ is ⌊θ/η⌋ + 1 with the strict test |s| > θ; they differ at integer θ only.",
  "Figure 2B does not print its maintenance cost; 10⁻³ is used.",
];
