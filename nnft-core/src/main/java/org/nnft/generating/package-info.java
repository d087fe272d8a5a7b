/// # Generating functionals: what do all correlators at once look like?
///
///     Z[J] = E exp(Σ_p J_p f(x_p)),   W[J] = ln Z[J] = Σ_r (1/r!) Σ J…J G_c⁽ʳ⁾,   Γ[φ] = J·φ − W[J],  φ = ∂W/∂J
///
/// for sources on the points. With independent neurons the cumulants add, so that
///
///     W[J] = N ln E_{v,θ} exp(v Σ_p J_p h_θ(x_p)) + ln E exp(c Σ_p J_p)
///
/// is one quadrature over a single neuron, exact at every width ([org.nnft.generating.GeneratingFunctional]).
///
/// | net | E over one neuron | finite for real J |
/// |-----|-------------------|-------------------|
/// | uniform phase, amplitude A(k) | E_k I₀(A abs(J̃)/√N), J̃(k) = Σ J e^{ikx} | everywhere |
/// | the same, normal v of variance σ²/N | E_k eᵘ I₀(u), u = σ²A² abs(J̃)²/4N | everywhere if A is bounded |
/// | relu, d = 1, no bias, all x > 0 | ½ + ½(1 − σ²(J·x)²/N)^(−½) | abs(J·x) < √N/σ |
/// | exp, Gauss-net | | nowhere: the characteristic functional `Z[iJ]` remains |
///
/// - [org.nnft.generating.CumulantSeries]: the truncated sum over correlators beside the exact curve.
/// - [org.nnft.generating.LegendreTransform]: Γ by Newton's method; [org.nnft.generating.VertexFunctions]: Γ⁽²⁾,
///   Γ⁽⁴⁾, Γ⁽⁶⁾ from correlators.
/// - [org.nnft.generating.SampledGenerating]: W by log-mean-exp over drawn networks, with jackknife errors, the
///   effective sample size and the bias.
///
/// Papers: Halverson, arXiv:2112.04527; Demirtas et al., arXiv:2307.03223; A. Maiti, PIRSA:22110088.
///
/// Depends on `math`, `statistics`, `field`, `network`, `ensemble`, `kernel`, `neuron`, `eft`. Whether the theory that `Z[J]`
/// generates is local or a quantum field theory is the business of `locality` and `axioms`.
package org.nnft.generating;
