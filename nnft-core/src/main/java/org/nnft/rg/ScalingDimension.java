package org.nnft.rg;

import java.util.ArrayList;
import java.util.List;
import org.nnft.field.PointSet;
import org.nnft.kernel.NngpKernel;
import org.nnft.network.NeuralField;

/// How a coupling of order n scales with a large cutoff, by power counting in the kernel.
///
///     K_W(x, sy) ~ sᵖ   ⟹   I_n(Λ) ~ Λ^(d+np),   g_n ~ Λ^−(d+np),   but ~ Λ⁰ where I_n converges, d + np < 0
///
/// exactly where the kernel is homogeneous in y: p = 1 and slopes −(d+4), −(d+6) for ReLU without biases in the
/// hidden layers, at every depth. Saturating units have p = 0, Gauss-nets converge. κ keeps this power with the exchange
/// subtracted, which then is constant in Λ up to convergence of its own integral.
///
/// @param inputs d
/// @param depth number of hidden layers
/// @param order n
/// @param growth p, −∞ if the kernel vanishes to rounding
public record ScalingDimension(int inputs, int depth, int order, double growth) {
  /// A kernel below this fraction of its value at the origin's scale is rounding.
  private static final double ROUNDING = 1e-12;

  /// Measures p of a network's exact kernel on a ray, as the slope between Λ/2 and 2Λ.
  ///
  /// @param order n ≥ 3
  /// @param cutoff Λ, large against the scale of the kernel
  /// @throws IllegalArgumentException if no exact kernel is known
  public static ScalingDimension at(NeuralField field, int order, double cutoff) {
    if (!(cutoff > 0) || !Double.isFinite(cutoff)) {
      throw new IllegalArgumentException("a cutoff must be finite and above 0, got " + cutoff);
    }
    // Three points of one ray; the first is the unit of length.
    double[][] ray = new double[3][field.inputs()];
    ray[0][0] = 1;
    ray[1][0] = cutoff / 2 == 1 ? 1.0625 : cutoff / 2;
    ray[2][0] = cutoff * 2 == 1 ? 1.0625 : cutoff * 2;
    double[][] k = NngpKernel.of(field, PointSet.of(ray));
    double bias = field.readout().bias().variance();
    double near = k[0][1] - bias;
    double far = k[0][2] - bias;
    double scale = ROUNDING * k[0][0];
    double growth =
        near > scale && far > scale
            ? Math.log(far / near) / Math.log(ray[2][0] / ray[1][0])
            : Double.NEGATIVE_INFINITY;
    return new ScalingDimension(field.inputs(), field.depth(), order, growth);
  }

  /// One row per network and order.
  public static List<ScalingDimension> table(
      List<NeuralField> fields, List<Integer> orders, double cutoff) {
    List<ScalingDimension> rows = new ArrayList<>();
    for (NeuralField field : fields) {
      orders.forEach(order -> rows.add(at(field, order, cutoff)));
    }
    return List.copyOf(rows);
  }

  /// s of g ~ Λˢ.
  public double exponent() {
    double power = inputs + order * growth;
    return power > 0 ? -power : 0;
  }

  public Relevance relevance(double tolerance) {
    return Relevance.of(exponent(), tolerance);
  }
}
