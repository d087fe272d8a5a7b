package org.nnft.eft;

import java.util.Arrays;
import java.util.List;

/// How mean couplings answer to correlators, to first order: what a jackknife needs for their errors.
///
///     λ̄ = −(1/n₄) Σ G_c⁽⁴⁾/24I,   κ̄ = (1/n₆) Σ (576 λ̄² X − G_c⁽⁶⁾)/720I
///
/// so that κ̄ has the error of λ̄ in it, which comes from the same sample.
public final class CouplingWeights {

  private CouplingWeights() {}

  /// ∂λ̄/∂G_c⁽⁴⁾ for every component.
  public static double[] quartic(VertexIntegral vertex) {
    return mean(vertex, Coupling.QUARTIC);
  }

  /// ∂κ̄/∂G_c for every component of order 4, then of order 6.
  ///
  /// @param quartic λ̄
  public static double[] sextic(VertexIntegral vertex, double quartic) {
    List<int[]> tuples = CouplingFit.components(vertex, 6);
    List<VertexIntegral.Exchange> exchange = vertex.exchange(tuples);
    double slope = 0;
    for (int t = 0; t < tuples.size(); t++) {
      slope +=
          1152
              * quartic
              * exchange.get(t).value().value()
              / Coupling.SEXTIC.response(vertex, tuples.get(t))
              / tuples.size();
    }
    double byQuartic = slope;
    double[] four = quartic(vertex);
    Arrays.setAll(four, c -> byQuartic * four[c]);
    return joined(four, mean(vertex, Coupling.SEXTIC));
  }

  /// One array after the other.
  public static double[] joined(double[] first, double[] second) {
    double[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static double[] mean(VertexIntegral vertex, Coupling coupling) {
    List<int[]> tuples = CouplingFit.components(vertex, coupling.power());
    return tuples.stream()
        .mapToDouble(t -> -1 / (coupling.response(vertex, t) * tuples.size()))
        .toArray();
  }
}
