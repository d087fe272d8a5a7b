package org.nnft.rg;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.nnft.eft.CouplingFit;
import org.nnft.eft.VertexIntegral;
import org.nnft.feynman.VertexKernel;
import org.nnft.field.PointSet;

/// The vertex integrals of a network as functions of the cutoff.
///
/// Each box is integrated once and kept. Modified by use; not for several threads.
public final class BoxVertices {
  private final VertexKernel kernel;
  private final PointSet points;
  private final Map<Double, VertexIntegral> boxes = new TreeMap<>();
  private final Map<Double, List<VertexIntegral.Exchange>> exchanges = new TreeMap<>();

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
    VertexIntegral known = boxes.get(cutoff);
    VertexIntegral box = known == null ? box(cutoff) : known;
    boxes.put(cutoff, box);
    return box;
  }

  /// A homogeneous kernel has one box, of which all others are multiples.
  private VertexIntegral box(double cutoff) {
    return kernel.isHomogeneous() && !boxes.isEmpty()
        ? boxes.values().iterator().next().scaledTo(cutoff)
        : VertexIntegral.of(kernel, points, cutoff);
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

  /// The exchange of a line between two vertices in one box, for all components of the 6-point function in order.
  ///
  /// @param cutoff Λ > 0
  List<VertexIntegral.Exchange> exchanges(double cutoff) {
    return exchanges.computeIfAbsent(cutoff, Λ -> at(Λ).exchange(CouplingFit.components(at(Λ), 6)));
  }

  /// 576 λ(Λ)² Σ₁₀ ∫∫ K_W³(y) K(y, z) K_W³(z): what two quartic vertices give to G_c⁽⁶⁾.
  ///
  /// @param quartic λ(Λ)
  /// @param component of the 6-point function, from 0
  CutoffFunction exchange(CutoffFunction quartic, int component) {
    return new CutoffFunction() {
      @Override
      public double at(double cutoff) {
        double λ = quartic.at(cutoff);
        return 576 * λ * λ * exchanges(cutoff).get(component).value().value();
      }

      @Override
      public double derivative(double cutoff) {
        double λ = quartic.at(cutoff);
        return 576
            * λ
            * (2 * quartic.derivative(cutoff) * exchanges(cutoff).get(component).value().value()
                + λ * exchanges(cutoff).get(component).derivative());
      }
    };
  }
}
