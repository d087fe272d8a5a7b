/// # Exact correlators at finite width: what does one neuron know?
///
/// With one hidden layer and independent neurons, cumulants add: f = c + Σⱼ vⱼ hⱼ has
///
///     G_c⁽ʳ⁾ = N κ_r(v h) + κ_r(c)
///
/// so the moments of a single unit, Mₙ(x₁…xₙ) = E[h(x₁)…h(xₙ)]
/// ([org.nnft.neuron.NeuronMoments]), give every connected correlator at every width
/// ([org.nnft.neuron.FiniteWidthCorrelators]). With weights of spread 1/√N this is the law
/// G_c⁽ʳ⁾ ∝ 1/N^(r/2−1), exactly.
///
/// Where normal parameters of different neurons are correlated, few different neurons meet in a moment of order r: they are one
/// unit of more inputs, or independent given a number that they share ([org.nnft.neuron.ConditionalUnits],
/// [org.nnft.neuron.NeuronKinds]).
///
/// Moments are closed forms, quadratures or randomised quasi-Monte Carlo; [org.nnft.neuron.MomentMethod] says
/// which, and every correlator carries its error.
///
/// Papers: Halverson, Maiti, Stoner, arXiv:2008.08601; Halverson, arXiv:2112.04527.
///
/// Depends on `math`, `random`, `statistics`, `field`, `network`, `kernel`.
package org.nnft.neuron;
