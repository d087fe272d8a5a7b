/// # Which action gives these correlators?
///
/// Two answers. At finitely many points the density of the field itself, P[φ] = e^(−S[φ]), order by order in
/// 1/N from the connected correlators ([org.nnft.eft.EdgeworthAction]); its numbers are an
/// [org.nnft.eft.EffectiveAction]. One can sample it, which gives the correlators back.
///
/// Papers: Halverson, Maiti, Stoner, arXiv:2008.08601; Demirtas, Halverson, Maiti, Schwartz, Stoner,
/// arXiv:2307.03223.
///
/// Depends on `math`, `random`, `statistics`, `field`, `network`, `kernel`, `neuron`.
@NullMarked
package org.nnft.eft;

import org.jspecify.annotations.NullMarked;
