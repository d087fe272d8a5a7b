package org.nnft.rg;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hipparchus.analysis.UnivariateFunction;
import org.hipparchus.analysis.solvers.BracketingNthOrderBrentSolver;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.linear.RealVector;

/// All fixed points of a truncated flow by shooting in ũ₂.
///
/// β₂ⱼ is linear in ũ₂ⱼ₊₂, so β₂ = … = β₂ₙ₋₂ = 0 gives ũ₄, …, ũ₂ₙ one after the other from ũ₂, and the zeros of
/// β₂ₙ(ũ₂) are the fixed points. No start is guessed; double roots, closer than the mesh, are missed.
/// Truncations about φ = 0 have spurious fixed points: the true one stays as n grows, and has one relevant
/// direction.
///
/// Cost: 2000 evaluations of β per coupling.
public final class FixedPointSearch {
  private static final int MESH = 1000;

  private final FlowEquation flow;

  private FixedPointSearch(FlowEquation flow) {
    this.flow = flow;
  }

  /// The Gaussian fixed point and all others with −min P < ũ₂ < min P, by rising ũ₂.
  public static List<FixedPoint> in(FlowEquation flow) {
    FixedPointSearch search = new FixedPointSearch(flow);
    double gap = flow.thresholds().gap();
    List<FixedPoint> found = new ArrayList<>(search.from(-gap).reversed());
    found.add(FixedPoint.of(flow, new double[flow.size()]));
    found.addAll(search.from(gap));
    return List.copyOf(found);
  }

  /// The fixed point of a broken-symmetry potential, ũ₂ < 0, with one relevant direction: Wilson and Fisher's in
  /// 2 < d < 4.
  ///
  /// @return empty if there is none, or more than one
  public static Optional<FixedPoint> wilsonFisher(FlowEquation flow) {
    List<FixedPoint> candidates =
        in(flow).stream()
            .filter(point -> point.potential().coupling(2) < 0)
            .filter(point -> point.relevantDirections() == 1)
            .toList();
    return candidates.size() == 1 ? Optional.of(candidates.getFirst()) : Optional.empty();
  }

  /// Between 0 and an end, on a mesh ũ₂ = end·s² with s from 10⁻³: denser near 0, where weak couplings live.
  private List<FixedPoint> from(double end) {
    UnivariateFunction last = w -> flow.beta(couplings(w))[flow.size() - 1];
    List<FixedPoint> found = new ArrayList<>();
    double a = end * 1e-6;
    double fa = last.value(a);
    for (int k = 2; k < MESH; k++) {
      double b = end * k * k / (MESH * (double) MESH);
      double fb = last.value(b);
      if (fa * fb < 0) {
        double w =
            new BracketingNthOrderBrentSolver(1e-16, 1e-16, 5)
                .solve(200, last, Math.min(a, b), Math.max(a, b));
        found.add(FixedPoint.of(flow, polished(couplings(w))));
      }
      a = b;
      fa = fb;
    }
    return found;
  }

  /// Newton's method in all couplings: the last ones are sensitive to the rounding of ũ₂.
  private double[] polished(double[] u) {
    for (int step = 0; step < 3; step++) {
      double[] β = flow.beta(u);
      Arrays.setAll(β, i -> β[i] / flow.unit(i + 1));
      RealVector move =
          new QRDecomposition(flow.scaledStability(u)).getSolver().solve(new ArrayRealVector(β));
      for (int j = 0; j < u.length; j++) {
        u[j] -= flow.unit(j + 1) * move.getEntry(j);
      }
    }
    return u;
  }

  /// ũ₂…ũ₂ₙ with all β but the last zero.
  private double[] couplings(double w) {
    double[] u = new double[flow.size()];
    u[0] = w;
    double step = flow.step(w);
    for (int j = 1; j < u.length; j++) {
      u[j] = -flow.beta(u)[j - 1] / step;
    }
    return u;
  }
}
