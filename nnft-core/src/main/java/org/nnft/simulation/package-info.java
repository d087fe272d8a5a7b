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
/// [org.nnft.simulation.VacuumTransferOperator] is the exact answer at N → ∞ in one dimension.
///
/// Depends on `network`, `ensemble`, `kernel`, `neuron`, `statistics`. The independent control is `lattice`.
package org.nnft.simulation;
