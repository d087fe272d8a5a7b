/// # How do we sample a law that is known up to its normalisation?
///
///     P(x) ∝ e^(−U(x)),      U = ½ x² + V in coordinates in which a resembling Gaussian is white
///
/// | what | where | source |
/// |------|-------|--------|
/// | trajectories of H = ½p² + U | [org.nnft.markov.HamiltonianMonteCarlo] | Duane, Kennedy, Pendleton, Roweth, Phys. Lett. B 195 (1987) |
/// | proposals that keep the Gaussian | [org.nnft.markov.PreconditionedCrankNicolson] | Cotter, Roberts, Stuart, White, arXiv:1202.0709 |
/// | where a chain forgets its start | [org.nnft.markov.Thermalisation] | Fishman 1973 |
/// | fields along a chain | [org.nnft.markov.MarkovChain] | |
///
/// Errors and autocorrelation are those of `statistics` ([org.nnft.statistics.GammaMethod],
/// [org.nnft.statistics.ReplicaSeries] with R̂).
///
/// Depends on `math`, `random`, `statistics`.
package org.nnft.markov;
