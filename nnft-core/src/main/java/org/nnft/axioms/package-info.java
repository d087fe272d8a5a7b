/// # Is it a quantum field theory? The Osterwalder–Schrader axioms
///
/// Euclidean correlators that satisfy five axioms continue to a unitary, relativistic quantum field theory.
///
/// | axiom | statement | how it is looked at |
/// |-------|-----------|---------------------|
/// | OS0 temperedness | correlators grow at most like a power of the distance | growth under dilatations, exact |
/// | OS1 covariance | invariance under translations, rotations, reflections | correlators at moved points, exact or paired |
/// | OS2 reflection positivity | M_ab = E\[(θF_a)F_b\] ≥ 0, θ: τ → −τ, F of fields at τ > 0 | lowest eigenvalue, exact or cross-validated |
/// | OS3 symmetry | correlators do not depend on the order of their points | by construction |
/// | OS4 clustering | connected correlators vanish at infinite separation | limit, exact, or evidence from elsewhere |
///
/// The kernel e^(−(x−y)²/2) of Cos- and Gauss-nets fails OS2 already for two points; the optimal scalar network of
/// finite width fails it first at six points, by about −0.071/N.
///
/// [org.nnft.axioms.AxiomTable] makes the five rows; [org.nnft.axioms.ReflectionPositivity] is the test that decides.
///
/// Papers: Osterwalder & Schrader, Commun. Math. Phys. 31 (1973), 42 (1975); Halverson, arXiv:2112.04527.
///
/// Depends on `math`, `statistics`, `field`, `network`, `ensemble`, `kernel`, `neuron`, `random`.
package org.nnft.axioms;
