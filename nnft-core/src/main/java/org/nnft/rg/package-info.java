/// # Renormalisation group: how do couplings run?
///
/// Three flows of one theory:
///
/// | flow | time | types | source |
/// |------|------|-------|--------|
/// | law of a pre-activation through the layers | depth | [org.nnft.rg.DepthRecursion], [org.nnft.rg.VertexRecursion], [org.nnft.rg.UniversalityClass], [org.nnft.rg.PhaseDiagram] | 1910.00019, 2106.10165 |
/// | effective potential as modes are integrated out | ln k | [org.nnft.rg.NetworkPotential], [org.nnft.rg.FlowEquation], [org.nnft.rg.RgFlow], [org.nnft.rg.FixedPointSearch] | Wetterich 1993, 2108.01403 |
/// | couplings of a network's action as the box of inputs grows | ln Λ | [org.nnft.rg.RunningCoupling], [org.nnft.rg.CouplingFlow], [org.nnft.rg.ScalingDimension], [org.nnft.rg.Relevance] | 2008.08601 |
///
/// The two cutoffs are different things: k is a momentum, lowered towards the infrared; Λ bounds the inputs, and
/// grows.
///
/// Depends on `math`, `statistics`, `field`, `network`, `kernel`, `neuron`, `feynman`, `eft`.
@NullMarked
package org.nnft.rg;

import org.jspecify.annotations.NullMarked;
