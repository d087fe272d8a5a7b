/// # Which networks simulate a wanted field theory?
///
/// An action becomes an ensemble: the free part chooses the architecture (a scalar network, whose limit N → ∞ is the
/// free scalar of mass m), the interaction deforms its density of parameters,
///
///     P(θ) ∝ P_free(θ) exp(−∫_box dᵈx V(φ_θ(x)))
///
/// (Demirtas, Halverson, Maiti, Schwartz, Stoner, 2307.03223). No network is trained. Three ways to compute, one
/// answer:
///
/// - [org.nnft.simulation.Reweighting]: free draws with weights;
/// - [org.nnft.simulation.ParameterChain]: Markov chains over the parameters;
/// - [org.nnft.simulation.FiniteWidthSeries]: perturbation theory in the coupling with the exact free correlators at
///   width N.
///
/// Beside them:
///
/// | what | how | where |
/// |------|-----|-------|
/// | N → ∞ in d = 1, one to three fields | transfer operator, exact | [org.nnft.simulation.VacuumTransferOperator] |
/// | the bias b/N of finite width in d = 1, at any coupling | the same with one neuron's wave in the field, exact | [org.nnft.simulation.LeadingWidthBias] |
/// | the series' diagrams, each with its power of 1/N | propagators and the free network's own vertices, on the grid | [org.nnft.simulation.GridDiagrams] |
/// | noise of the free correlator against its bound | exact | [org.nnft.simulation.ProductVariance] |
/// | the sites of a lattice, with its own cutoff | networks on a torus, by chains and by weights | [org.nnft.simulation.TorusNetwork] |
///
/// Potentials are polynomials of the fields and, where a cutoff makes them finite, of their first derivatives, which a
/// network knows exactly ([org.nnft.simulation.ScalarPotential]).
///
/// | source | for |
/// |--------|-----|
/// | Demirtas, Halverson, Maiti, Schwartz, Stoner, 2307.03223 | a term of the action is a factor of the density |
/// | Zhang, 2604.27050 | the α-family, the bound on noise |
/// | Sen, Vaidya, 2508.03810 | what finite N does to perturbation theory |
/// | Duane, Kennedy, Pendleton, Roweth, Phys. Lett. B 195 (1987) | hybrid Monte Carlo |
///
/// Depends on `field`, `network`, `ensemble`, `kernel`, `neuron`, `feynman`, `statistics`; of `lattice`, the independent
/// control, only the geometry, the action and the observables.
package org.nnft.simulation;
