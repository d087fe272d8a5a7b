/// # Which diagrams, and with which weight?
///
/// Perturbation theory around a Gaussian field, S = ½ f K⁻¹ f + ΔS, with ΔS = Σ g_k ∫dᵈy f(y)ᵏ in the convention of
/// 2008.08601: **no factorials**, unless the interaction is written with them.
///
///     G⁽ⁿ⁾(x₁…xₙ) = Σ_Γ (∏ −g_v) (∏ |H_v|) / |Aut Γ| ∫ ∏_lines K
///
/// H_v permutes the legs of a vertex (k! of them for fᵏ, 8 for (∫f²)²), Aut Γ is the automorphism group of the
/// diagram with its external legs held fast. Vacuum bubbles cancel against Z.
///
/// 1. An [org.nnft.feynman.Interaction] is read from text such as `lambda f^4 + kappa f^6`.
/// 2. [org.nnft.feynman.DiagramGenerator] makes each diagram once, from degrees and not from pairings, as a
///    multigraph with self-loops in canonical form ([org.nnft.feynman.ColouredMultigraph]).
/// 3. [org.nnft.feynman.Selection] keeps connected, one-particle irreducible, amputated, … diagrams.
/// 4. [org.nnft.feynman.DiagramSum] is the equation, as text and LaTeX; [org.nnft.feynman.DiagramDrawing] its pictures, written
///    as SVG, for TikZ-Feynman, Graphviz and the terminal.
/// 5. [org.nnft.feynman.DiagramIntegral] is the number, with its quadrature error.
///
/// The second set of rules gives an action from correlators ([org.nnft.feynman.Vertex.Correlator]): vertices are
/// connected correlators G_c⁽ʳ⁾, internal lines −Δ, external legs Δ = (G⁽²⁾)⁻¹, and S = S_G − Σ (connected diagrams).
///
/// The third adds G_c⁽ʳ⁾ to the vertices of the action: a free network of width N is no Gaussian field, and its connected
/// correlators, of order N^(1−r/2), join the legs of external points and of the interaction
/// ([org.nnft.feynman.DiagramGenerator#atFiniteWidth()]).
///
/// | what | source |
/// |------|--------|
/// | diagrams of neural networks, bias split | Halverson, Maiti, Stoner, arXiv:2008.08601 |
/// | action from connected correlators | Demirtas, Halverson, Maiti, Schwartz, Stoner, arXiv:2307.03223 |
/// | canonical form by refinement and individualisation | McKay, Congressus Numerantium 30 (1981) |
/// | perturbation theory at finite width | Sen, Vaidya, arXiv:2508.03810 |
/// | drawing by stress | Kamada, Kawai, Inf. Process. Lett. 31 (1989) |
///
/// Depends on `random`, `statistics`, `field`, `network`, `kernel`.
@NullMarked
package org.nnft.feynman;

import org.jspecify.annotations.NullMarked;
