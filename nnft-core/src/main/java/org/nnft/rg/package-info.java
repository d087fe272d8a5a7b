/// # Renormalisation group: how do couplings run?
///
/// Three flows of one theory:
///
/// | flow | time | types | source |
/// |------|------|-------|--------|
/// | law of a pre-activation through the layers | depth | [org.nnft.rg.DepthRecursion], [org.nnft.rg.UniversalityClass], [org.nnft.rg.PhaseDiagram] | 1910.00019, 2106.10165 |
/// | effective potential as modes are integrated out | ln k | [org.nnft.rg.FlowEquation], [org.nnft.rg.RgFlow], [org.nnft.rg.FixedPointSearch] | Wetterich 1993, 2108.01403 |
///
/// Depends on `math`, `field`, `network`, `kernel`.
@NullMarked
package org.nnft.rg;

import org.jspecify.annotations.NullMarked;
