/** What differs between the paper's text, its printed equations, its published program, and this one; for the report. */
export const deviations: readonly string[] = [
  "The gradient of the multilayer network: the published figures come from a hybrid that uses the squared error for the output weights and the cross-entropy for the hidden ones. Figure 5B uses that hybrid; the program's default is the true gradient of the squared error.",
  "“At least 20 times the minimum whatever the accuracy” holds from accuracy .91 up; at .85 the published program, too, gives about 12.",
  "The weights' variance is about half that of a random walk of as many steps at P = N, not 20 % smaller as the text says; this is why simulations lie above the theory.",
  "Runs that do not converge are counted and printed on the figure. They are in no mean.",
  "The published perceptron subtracts the mean of the pattern matrix first. Patterns here stay ±1, and thresholds are half-integers so that ties with an integer weight do not decide.",
  "Consolidation counts: the printed ⌈θ/η⌉ is ⌊θ/η⌋ + 1 with the strict test |s| > θ; they differ at integer θ only.",
  "Figure 2B does not print its maintenance cost; 10⁻³ is used.",
  "The background input of the spiking neuron enters the membrane equation as +g_b s_b (V − E_rest), a negative leak, as in the published program. As there, the auditory trace decays with 70 ms and the output trace with 50 ms, although its names suggest the reverse.",
];
