/// # Which invariances has the field?
///
/// A field theory that comes from an ensemble of networks has the symmetry g, if E[gf(x₁) … gf(xₙ)] = E[f(x₁) … f(xₙ)]
/// for all n. Parameter space answers twice:
///
/// - **derived** ([org.nnft.symmetry.Derivation]): gf_θ = f_θ′ with a change θ → θ′ under which P(θ)dθ is invariant
///   makes g exact at every width (2106.00694);
/// - **measured** ([org.nnft.symmetry.SymmetryTest]): differences of correlators of the same networks before and
///   after g, with exact p-values ([org.nnft.symmetry.SymmetryMeasurement]).
///
/// [org.nnft.symmetry.SymmetryVerdict] holds one against the other: an exact symmetry that the sample breaks is an
/// error of the program. [org.nnft.symmetry.NegativeControl] breaks a symmetry on purpose, so that a test that sees
/// nothing is known to have eyes. [org.nnft.symmetry.MaitiStatistic] is the statistic of the original paper.
///
/// Where a symmetry is infinitesimal it has a Ward identity ([org.nnft.symmetry.WardIdentity]): for any flow ξ of the
/// parameters, ⟨ξ·∂O⟩ = −⟨B O⟩ with the breaking function B = ξ·∂ log p + ∂·ξ.
///
/// | group | type |
/// |---|---|
/// | O, SO, U, SU, Sp, S_n, hyperoctahedral, Z₂, and those that fix components | [org.nnft.symmetry.MatrixGroup] |
/// | what they act on; translations, E(d), scalings | [org.nnft.symmetry.SymmetryGroup] |
///
/// Papers: Maiti, Stoner, Halverson, arXiv:2106.00694; Halverson, arXiv:2112.04527; Mezzadri, math-ph/0609050 (Haar
/// measure); Ferko, Frank, Halverson, Jejjala, arXiv:2605.12488 (Ward identities).
///
/// Depends on `math`, `random`, `statistics`, `field`, `network`, `ensemble`, `neuron`.
package org.nnft.symmetry;
