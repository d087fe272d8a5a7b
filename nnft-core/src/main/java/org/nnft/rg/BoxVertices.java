package org.nnft.rg;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleFunction;
import org.nnft.eft.VertexIntegral;
import org.nnft.eft.VertexKernel;
import org.nnft.field.PointSet;

/// The vertex integrals of a network as functions of the cutoff.
///
/// Each box is integrated once and kept. Modified by use; not for several threads.
public final class BoxVertices {
  private final VertexKernel kernel;
  private final PointSet points;
  private final Map<Double, VertexIntegral> boxes = new TreeMap<>();

  private BoxVertices(VertexKernel kernel, PointSet points) {
    this.kernel = kernel;
    this.points = points;
  }

  /// @param points external points, d = 1, 2 or 3
  public static BoxVertices of(VertexKernel kernel, PointSet points) {
    return new BoxVertices(kernel, points);
  }

  /// The integrals over one box.
  ///
  /// @param cutoff Λ > 0
  public VertexIntegral at(double cutoff) {
    return boxes.computeIfAbsent(cutoff, Λ -> VertexIntegral.of(kernel, points, Λ));
  }

  /// The external points.
  public PointSet points() {
    return points;
  }

  /// ∫ Π K_W(xᵢ, y).
  ///
  /// @param tuple indices of external points. Not modified.
  public CutoffFunction legs(int... tuple) {
    return new CutoffFunction() {
      @Override
      public double at(double cutoff) {
        return BoxVertices.this.at(cutoff).legs(tuple).value();
      }

      @Override
      public double derivative(double cutoff) {
        return BoxVertices.this.at(cutoff).derivative(0, 0, tuple).value();
      }
    };
  }

  /// 576 λ(Λ)² Σ₁₀ ∫∫ K_W³(y) K(y, z) K_W³(z): what two quartic vertices give to G_c⁽⁶⁾.
  ///
  /// @param quartic λ(Λ)
  /// @param exchange the double integral at a cutoff
  static CutoffFunction exchange(
      CutoffFunction quartic, DoubleFunction<VertexIntegral.Exchange> exchange) {
    return new CutoffFunction() {
      @Override
      public double at(double cutoff) {
        double λ = quartic.at(cutoff);
        return 576 * λ * λ * exchange.apply(cutoff).value().value();
      }

      @Override
      public double derivative(double cutoff) {
        double λ = quartic.at(cutoff);
        return 576
            * λ
            * (2 * quartic.derivative(cutoff) * exchange.apply(cutoff).value().value()
                + λ * exchange.apply(cutoff).derivative());
      }
    };
  }
}
