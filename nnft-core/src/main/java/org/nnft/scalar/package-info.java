/// # Which network is the scalar field theory with this action?
///
/// One wave for each neuron, with a momentum drawn so that the free network has the propagator 1/(k² + m²),
///
///     φ(x) = N^(−½) Σⱼ aⱼ A(kⱼ) cos(kⱼ·x + cⱼ),   A² = 2Ω_α (k² + m²)^α,   p(k) = f_Λ(k)/((2π)ᵈ Ω_α (k² + m²)^(1+α))
///
/// and a density deformed by the interaction on a box,
///
///     P(θ) ∝ P_free(θ) e^(−S_int[φ_θ]),   S_int = Σ_x w_x V(φ_θ(x))
///
/// At N = ∞ this is the field theory with potential V, cutoff Λ and box; at finite N it is one with more
/// interactions, and every α (−1: momenta of 2307.03223; 0: propagator-weighted momenta) has others.
///
/// | how | exact in | where |
/// |-----|----------|-------|
/// | free draws, reweighted | λ | [org.nnft.scalar.Reweighting] |
/// | hybrid Monte Carlo over the parameters | λ | [org.nnft.scalar.ParameterMonteCarlo] |
/// | perturbation series with the correlators of N neurons | N | [org.nnft.scalar.PerturbationSeries] |
/// | transfer operator, d = 1, N = ∞ | both | [org.nnft.scalar.TransferOperator] |
///
/// | source | for |
/// |--------|-----|
/// | Demirtas, Halverson, Maiti, Schwartz, Stoner, arXiv:2307.03223 | actions by deformed densities |
/// | Zhang, arXiv:2604.27050 | the family in α |
/// | Sen, Vaidya, arXiv:2508.03810 | what finite N does to perturbation theory |
/// | Ferko, Halverson, arXiv:2504.05462 | d = 1 as quantum mechanics |
///
/// Depends on `math`, `random`, `statistics`, `lattice` (for free propagators).
@NullMarked
package org.nnft.scalar;

import org.jspecify.annotations.NullMarked;
