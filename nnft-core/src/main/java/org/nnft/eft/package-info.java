/// # Which action gives these correlators?
///
/// Two answers.
///
/// **At finitely many points** the density of the field itself, `P[φ]` = `e^(−S[φ])`, order by order in 1/N from the
/// connected correlators ([org.nnft.eft.EdgeworthAction]). Its kernels are an
/// [org.nnft.eft.EffectiveAction], which may be unbounded ([org.nnft.eft.Boundedness]); where it is not, sampling it
/// ([org.nnft.eft.ActionSampler]) must give the correlators back ([org.nnft.eft.Closure]). At a single point
/// the action is known exactly ([org.nnft.eft.OnePointAction]) and shows where the series stops being useful.
///
/// **In the continuum** the couplings of a local interaction in the sense of Wilson,
///
///     S = ½ ∫ f K⁻¹ f + ∫_{abs(yᵢ) < Λ} dᵈy [g f³ + λ f⁴ + α f⁵ + κ f⁶],      G_c⁽⁴⁾ = −24 ∫ (λ + 15 κ K_W(y, y)) Π K_W(xᵢ, y),
///
/// without factorials, K being the exact propagator and K_W = K − σ_b²: component by component
/// ([org.nnft.eft.ElementwiseCoupling]) or by least squares with the full covariance ([org.nnft.eft.CouplingFit]).
/// A positive connected 4-point function is a negative λ.
///
/// | what | source |
/// |------|--------|
/// | couplings, 6-point prediction | Halverson, Maiti, Stoner, arXiv:2008.08601 |
/// | action from connected correlators | Demirtas, Halverson, Maiti, Schwartz, Stoner, arXiv:2307.03223 |
/// | the flow that sums its diagrams | Polchinski, Nucl. Phys. B 231 (1984) |
/// | Hamiltonian (hybrid) Monte Carlo | Duane, Kennedy, Pendleton, Roweth, Phys. Lett. B 195 (1987) |
///
/// Depends on `math`, `random`, `statistics`, `markov`, `field`, `network`, `kernel`, `neuron`, `feynman`.
@NullMarked
package org.nnft.eft;

import org.jspecify.annotations.NullMarked;
