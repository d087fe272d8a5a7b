package org.nnft.neuron;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nnft.field.PointSet;
import org.nnft.kernel.FreeTheory;
import org.nnft.kernel.NngpKernel;
import org.nnft.math.GaussHermite;
import org.nnft.math.SymmetricIndex;
import org.nnft.network.JointDensity;
import org.nnft.network.JointDensity.Mixture;
import org.nnft.network.NeuralField;
import org.nnft.statistics.CumulantRecursion;
import org.nnft.statistics.SymmetricSums;

/// The field at infinite width when neurons are not independent: Gaussian given what they share, so interacting.
///
/// | joint law | G⁽ⁿ⁾ at N = ∞ |
/// |-----------|---------------|
/// | common scale s | E[s^(n/2)] times Wick's theorem for K |
/// | mixture | Σₖ pₖ times Wick's theorem for Kₖ |
/// | equicorrelated output weights, E h = 0 | E_ξ of Wick's theorem for σ_c² + (1 − ρ + ρξ²)(K − σ_c²), ξ ~ N(0, 1), one ξ per output |
/// | equicorrelated hidden weights or biases, E v = 0 | Σ over pairings of E_ξ of Wick's theorem given ξ: every pair on its own neuron |
/// | clusters of m neurons that share output weights | Wick's theorem for σ_c² + N Var V (M₂ + (m − 1) M₁M₁): free |
/// | clusters that share units | Wick's theorem for K: free |
///
/// With E h ≠ 0, equicorrelated weights have correlators that grow with N.
public final class InfiniteWidthLimit {
  private final SymmetricSums layout;
  private final double[] full;
  private final double[] connected;

  private InfiniteWidthLimit(SymmetricSums layout, double[] full) {
    this.layout = layout;
    this.full = full;
    this.connected = CumulantRecursion.on(layout).cumulants(full);
  }

  /// @param highestOrder 1…8
  /// @throws IllegalArgumentException if no limit is known, or there is none
  public static InfiniteWidthLimit of(NeuralField field, PointSet points, int highestOrder) {
    NeuralField free = field.independent();
    return switch (field.correlation()) {
      case JointDensity.Independent _ ->
          average(field, highestOrder, List.of(Part.of(1, NngpKernel.of(free, points))));
      case JointDensity.CommonScale(var law) -> {
        InfiniteWidthLimit gaussian = of(free, points, highestOrder);
        double[] full = gaussian.full.clone();
        for (int n = 2; n <= highestOrder; n += 2) {
          double moment = law.moment(n / 2.0);
          if (!Double.isFinite(moment)) {
            throw new IllegalArgumentException(
                "the common scale has no moment of order %d; lower the order or raise the shape"
                    .formatted(n / 2));
          }
          int from = gaussian.layout.offset(n);
          for (int c = from; c < from + gaussian.layout.index(n).count(); c++) {
            full[c] *= moment;
          }
        }
        yield new InfiniteWidthLimit(gaussian.layout, full);
      }
      case Mixture(List<Mixture.Component> components) -> {
        List<Part> parts = new ArrayList<>();
        for (Mixture.Component component : components) {
          parts.add(Part.of(component.weight(), NngpKernel.of(component.of(free), points)));
        }
        yield average(field, highestOrder, parts);
      }
      case JointDensity.Equicorrelated(var group, double ρ) when group.isReadout() && ρ >= 0 -> {
        requireFinite(free, points);
        yield equicorrelated(field, points, highestOrder, ρ);
      }
      case JointDensity.Equicorrelated(var group, double ρ)
          when !group.isReadout() && ρ >= 0 && field.depth() == 1 && field.isEven() ->
          pairs(field, points, highestOrder);
      case JointDensity.SharedWeights(var group, int copies) when group.isReadout() -> {
        double[][] k = NngpKernel.of(free, points);
        NeuronMoments unit = NeuronMoments.of(free.hidden().getFirst(), free.inputs(), points, 1);
        double variance =
            free.width() * free.readout().effectiveWeights(0, free.width()).variance();
        for (int p = 0; p < k.length; p++) {
          for (int q = 0; q < k.length; q++) {
            k[p][q] += variance * (copies - 1) * unit.at(p) * unit.at(q);
          }
        }
        yield average(field, highestOrder, List.of(Part.of(1, k)));
      }
      case JointDensity.SharedWeights(var group, int _)
          when group.layer() == 0 && free.depth() == 1 ->
          of(free, points, highestOrder);
      case JointDensity.Equicorrelated(var _, double ρ) when ρ < 0 ->
          throw new IllegalArgumentException(
              "neurons with rho = %s < 0 are at most %d, since rho > −1/(N − 1); there is no infinite width"
                  .formatted(ρ, (int) Math.ceil(1 - 1 / ρ) - 1));
      case JointDensity.Equicorrelated _,
          JointDensity.GaussianCovariance _,
          JointDensity.SharedWeights _,
          JointDensity.SharedLayers _,
          JointDensity.Deformed _ ->
          throw new IllegalArgumentException(
              "no limit is known for %s".formatted(field.correlation().words()));
    };
  }

  /// Neurons whose hidden parameters hang together, E v = 0: given what they share the field is Gaussian.
  private static InfiniteWidthLimit pairs(NeuralField field, PointSet points, int highestOrder) {
    List<NeuronMoments> units = CorrelatedUnits.of(field, points, highestOrder);
    DistinctNeurons neurons = new DistinctNeurons(field, field.width(), units.getFirst().layout());
    double[] moments = neurons.pairs(units.stream().map(NeuronMoments::values).toList());
    NeuronSum sum = new NeuronSum(field, units.getFirst().layout());
    CumulantRecursion recursion = CumulantRecursion.on(sum.layout());
    double[] cumulants = recursion.cumulants(moments);
    Arrays.setAll(cumulants, c -> cumulants[c] + sum.bias(c));
    return new InfiniteWidthLimit(sum.layout(), recursion.moments(cumulants));
  }

  /// An ensemble whose field is Gaussian.
  private record Part(double weight, FreeTheory theory) {
    static Part of(double weight, double[][] kernel) {
      return new Part(weight, FreeTheory.of(kernel));
    }
  }

  private static void requireFinite(NeuralField field, PointSet points) {
    NeuronMoments unit = NeuronMoments.of(field.hidden().getFirst(), field.inputs(), points, 1);
    for (int p = 0; p < points.size(); p++) {
      if (Math.abs(unit.at(p)) > Math.max(1e-9, 5 * unit.error(p))) {
        throw new IllegalArgumentException(
            "equicorrelated output weights of units with mean %.3g have correlators that grow with the width; there is no limit"
                .formatted(unit.at(p)));
      }
    }
  }

  private static InfiniteWidthLimit equicorrelated(
      NeuralField field, PointSet points, int highestOrder, double ρ) {
    double[][] k = NngpKernel.of(field.independent(), points);
    double bias = field.readout().bias().variance();
    GaussHermite rule = GaussHermite.of(highestOrder / 2 + 1);
    List<Part> parts = new ArrayList<>();
    for (int q = 0; q < rule.size(); q++) {
      double s = 1 - ρ + ρ * rule.node(q) * rule.node(q);
      double[][] kernel = new double[k.length][k.length];
      for (int i = 0; i < k.length; i++) {
        for (int j = 0; j < k.length; j++) {
          kernel[i][j] = bias + s * (k[i][j] - bias);
        }
      }
      parts.add(Part.of(rule.weight(q), kernel));
    }
    return perOutput(field, highestOrder, parts);
  }

  /// All outputs share which part they belong to.
  private static InfiniteWidthLimit average(NeuralField field, int highestOrder, List<Part> parts) {
    int points = parts.getFirst().theory().size();
    SymmetricSums layout = SymmetricSums.all(points * field.outputs(), highestOrder);
    double[] full = new double[layout.size()];
    for (Part part : parts) {
      double[] own = perOutput(field, highestOrder, List.of(new Part(1, part.theory()))).full;
      for (int c = 0; c < full.length; c++) {
        full[c] = Math.fma(part.weight(), own[c], full[c]);
      }
    }
    return new InfiniteWidthLimit(layout, full);
  }

  /// Every output draws its part by itself.
  private static InfiniteWidthLimit perOutput(
      NeuralField field, int highestOrder, List<Part> parts) {
    int outputs = field.outputs();
    int points = parts.getFirst().theory().size();
    SymmetricSums layout = SymmetricSums.all(points * outputs, highestOrder);
    double[] full = new double[layout.size()];
    for (int n = 2; n <= highestOrder; n += 2) {
      SymmetricIndex index = layout.index(n);
      for (int c = 0; c < index.count(); c++) {
        double product = 1;
        for (int a = 0; a < outputs; a++) {
          int[] own = pointsOf(index.at(c), a, outputs);
          double mean = 0;
          for (Part part : parts) {
            mean += part.weight() * part.theory().correlator(own);
          }
          product *= mean;
        }
        full[layout.offset(n) + c] = product;
      }
    }
    return new InfiniteWidthLimit(layout, full);
  }

  private static int[] pointsOf(int[] tuple, int output, int outputs) {
    return Arrays.stream(tuple).filter(s -> s % outputs == output).map(s -> s / outputs).toArray();
  }

  /// G⁽ⁿ⁾ at a sorted tuple of fields p·D + a.
  public double full(int... tuple) {
    return full[position(tuple)];
  }

  /// G_c⁽ʳ⁾ at a sorted tuple of fields p·D + a.
  public double connected(int... tuple) {
    return connected[position(tuple)];
  }

  private int position(int[] tuple) {
    return layout.offset(tuple.length) + layout.index(tuple.length).rank(tuple);
  }
}
