package org.nnft.ensemble;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.special.Erf;
import org.nnft.network.HiddenLayer;
import org.nnft.network.IndependentDensity;
import org.nnft.network.IndependentDensity.Constant;
import org.nnft.network.IndependentDensity.Laplace;
import org.nnft.network.IndependentDensity.Normal;
import org.nnft.network.IndependentDensity.Rademacher;
import org.nnft.network.IndependentDensity.StudentT;
import org.nnft.network.IndependentDensity.Uniform;
import org.nnft.network.NeuralField;
import org.nnft.network.ParameterDensity;

/// All random parameters of one network as functions of independent standard normal numbers, θᵢ = F⁻¹(Φ(xᵢ)).
///
/// | law | θ(x) | dθ/dx |
/// |-----|------|-------|
/// | normal | μ + σx | σ |
/// | uniform | μ + h(2Φ(x) − 1) | 2hφ(x) |
/// | Laplace | μ ± s ln 2Φ(−abs(x)) | sφ(x)/Φ(−abs(x)) |
/// | Rademacher | μ + s sign x | 0 |
///
/// Parameters are in the order of [NetworkParameters]; constants have no coordinate.
final class WhiteParameters {

  /// For each group of parameters of one law: the law and how many; groups in the order of the arrays.
  private final List<Group> groups;

  private final int dimension;

  /// @param kind 0 hidden weights, 1 hidden biases, 2 output weights, 3 output biases
  private record Group(IndependentDensity law, int kind, int layer, int first, int count) {}

  WhiteParameters(NeuralField field) {
    this.groups = new ArrayList<>();
    for (int l = 0; l < field.depth(); l++) {
      HiddenLayer layer = field.hidden().get(l);
      IndependentDensity weights = scalar(layer.effectiveWeights(field.fanIn(l)), l);
      groups.add(new Group(weights, 0, l, 0, layer.width() * field.fanIn(l)));
      groups.add(new Group(scalar(layer.bias(), l), 1, l, 0, layer.width()));
    }
    int outputs = field.outputs();
    for (int k = 0; k < field.width() * outputs; k++) {
      IndependentDensity law = field.readout().effectiveWeights(k % outputs, field.width());
      groups.add(new Group(scalar(law, field.depth()), 2, 0, k, 1));
    }
    groups.add(new Group(scalar(field.readout().bias(), field.depth()), 3, 0, 0, outputs));
    this.dimension = groups.stream().filter(WhiteParameters::moves).mapToInt(Group::count).sum();
  }

  private static boolean moves(Group group) {
    return !(group.law() instanceof Constant);
  }

  private static IndependentDensity scalar(ParameterDensity density, int layer) {
    if (density instanceof IndependentDensity law && !(law instanceof StudentT)) {
      return law;
    }
    throw new IllegalArgumentException(
        "Markov chains move parameters that are normal, uniform, Laplace or Rademacher; layer %d has %s: sample it by reweighting"
            .formatted(layer + 1, density));
  }

  /// Number of coordinates.
  int dimension() {
    return dimension;
  }

  /// Puts the parameters into one lane.
  ///
  /// @param x not modified
  void write(double[] x, NetworkParameters θ, int lane) {
    int at = 0;
    for (Group group : groups) {
      double[][] target = array(group, θ);
      for (int k = 0; k < group.count(); k++) {
        double value = moves(group) ? value(group.law(), x[at++]) : group.law().mean();
        target[group.first() + k][lane] = value;
      }
    }
  }

  private static double[][] array(Group group, NetworkParameters θ) {
    return switch (group.kind()) {
      case 0 -> θ.weights[group.layer()];
      case 1 -> θ.biases[group.layer()];
      case 2 -> θ.readout;
      default -> θ.outputBiases;
    };
  }

  /// Σ θ² and Σ θ⁴ of each kind, into the variables of a potential.
  ///
  /// @param variables its first eight entries are modified
  void sums(double[] x, double[] variables) {
    Arrays.fill(variables, 0, 8, 0);
    int at = 0;
    for (Group group : groups) {
      for (int k = 0; k < group.count(); k++) {
        double value = moves(group) ? value(group.law(), x[at++]) : group.law().mean();
        double square = value * value;
        variables[2 * group.kind()] += square;
        variables[2 * group.kind() + 1] = Math.fma(square, square, variables[2 * group.kind() + 1]);
      }
    }
  }

  /// Adds t · ∂V/∂x.
  ///
  /// @param slopes ∂V/∂(Σθ²), ∂V/∂(Σθ⁴) of each kind. Not modified.
  void addGradient(double[] x, double[] slopes, double t, double[] gradient) {
    int at = 0;
    for (Group group : groups) {
      if (!moves(group)) {
        continue;
      }
      double second = slopes[2 * group.kind()];
      double fourth = slopes[2 * group.kind() + 1];
      for (int k = 0; k < group.count(); k++, at++) {
        if (second != 0 || fourth != 0) {
          double θ = value(group.law(), x[at]);
          double slope = 2 * θ * second + 4 * θ * θ * θ * fourth;
          gradient[at] += t * slope * derivative(group.law(), x[at]);
        }
      }
    }
  }

  private static double value(IndependentDensity law, double x) {
    return switch (law) {
      case Normal d -> d.mean() + d.standardDeviation() * x;
      case Uniform d -> d.mean() + d.halfWidth() * Erf.erf(x * Math.sqrt(0.5));
      case Laplace d ->
          d.mean() - Math.signum(x) * d.scale() * Math.log(Erf.erfc(Math.abs(x) * Math.sqrt(0.5)));
      case Rademacher d -> d.mean() + (x < 0 ? -d.scale() : d.scale());
      case Constant d -> d.value();
      case StudentT _ -> throw new IllegalStateException("Student's law has no coordinate");
    };
  }

  private static double derivative(IndependentDensity law, double x) {
    double bell = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    return switch (law) {
      case Normal d -> d.standardDeviation();
      case Uniform d -> 2 * d.halfWidth() * bell;
      case Laplace d -> 2 * d.scale() * bell / Erf.erfc(Math.abs(x) * Math.sqrt(0.5));
      case Rademacher _, Constant _ -> 0;
      case StudentT _ -> throw new IllegalStateException("Student's law has no coordinate");
    };
  }
}
