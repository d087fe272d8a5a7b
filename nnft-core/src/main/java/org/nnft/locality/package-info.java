/// # Is the theory local?
///
/// The action of a local theory has one integral over space. By cluster decomposition its connected correlators
/// fall to zero, exponentially or faster, when the points are split into groups that move apart
/// ([org.nnft.locality.Separation]):
///
///     G_c⁽ʳ⁾(R) → 0,   G_c⁽ʳ⁾(R) ≈ A + B e^(−R/ξ)  or  A + B R^(−p)
///
/// A constant A says that the theory is not local; a power law, that it has no mass gap. Networks of finite width
/// and uniform phase have a constant that is known exactly, with a = x₁ − x₂, b = x₃ − x₄ and k₄ = E v⁴/(E v²)²:
///
///     N lim G_c⁽⁴⁾ = ½ k₄ Ω (F(a+b) + F(a−b)) − G(a) G(b)
///
/// It vanishes for all a, b in none of them; at a = b = 0, only for α = 0 and amplitudes of constant modulus.
///
/// - [org.nnft.locality.ExactSeparation], [org.nnft.locality.SampledSeparation]: G_c⁽ʳ⁾(R) by theory, or by the same
///   networks at all distances.
/// - [org.nnft.locality.DecayFit]: the two laws with their covariance; [org.nnft.locality.LocalityVerdict]: what they
///   say, on which evidence, and what would change it.
///
/// Papers: Demirtas et al., arXiv:2307.03223; Zhang, arXiv:2604.27050; A. Maiti, PIRSA:22110088.
///
/// Depends on `math`, `statistics`, `field`, `network`, `ensemble`, `kernel`, `neuron`.
package org.nnft.locality;
