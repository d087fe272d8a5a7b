package org.nnft.neuron;

import java.util.Arrays;
import org.nnft.math.SymmetricIndex;
import org.nnft.network.IndependentDensity;
import org.nnft.network.NeuralField;
import org.nnft.statistics.CumulantRecursion;
import org.nnft.statistics.SymmetricSums;

/// From the moments of a unit to the cumulants and moments of a sum of N independent neurons.
///
/// Over D outputs a neuron's moment is a unit's moment times Π_a E[v^(n_a)].
public final class NeuronSum {
  private final SymmetricSums layout;
  private final CumulantRecursion recursion;
  private final int width;

  /// For each component the position of the unit's moment, its factor, and the cumulant of the bias.
  private final int[] position;

  private final double[] factor;
  private final double[] bias;

  /// @param field one hidden layer of independent neurons
  /// @param unit which moments of the unit are known; even orders alone do for an even field
  /// @throws IllegalArgumentException if an output weight or bias has no moment of the highest order
  public NeuronSum(NeuralField field, SymmetricSums unit) {
    this(field, unit, 1);
  }

  /// @param copies independent output weights that every unit is multiplied by, as if it stood so many times
  NeuronSum(NeuralField field, SymmetricSums unit, int copies) {
    int outputs = field.outputs();
    int highestOrder = unit.highestOrder();
    int symbols = Math.multiplyExact(unit.symbols(), outputs);
    this.layout =
        unit.evenOnly()
            ? SymmetricSums.even(symbols, highestOrder)
            : SymmetricSums.all(symbols, highestOrder);
    this.recursion = CumulantRecursion.on(layout);
    this.width = field.width();
    this.position = new int[layout.size()];
    this.factor = new double[layout.size()];
    this.bias = new double[layout.size()];
    double[][] weight = new double[outputs][];
    Arrays.setAll(
        weight,
        a ->
            copied(
                moments("weights", field.readout().effectiveWeights(a, width), highestOrder),
                copies));
    double[] cumulants =
        CumulantRecursion.on(SymmetricSums.all(1, highestOrder))
            .cumulants(moments("biases", field.readout().bias(), highestOrder));
    for (int n = 1; n <= highestOrder; n++) {
      if (!layout.keeps(n)) {
        continue;
      }
      SymmetricIndex index = layout.index(n);
      for (int c = 0; c < index.count(); c++) {
        int[] tuple = index.at(c);
        int[] points = Arrays.stream(tuple).map(i -> i / outputs).toArray();
        int[] count = new int[outputs];
        for (int i : tuple) {
          count[i % outputs]++;
        }
        int at = layout.offset(n) + c;
        position[at] = unit.offset(n) + unit.index(n).rank(points);
        factor[at] = 1;
        for (int a = 0; a < outputs; a++) {
          factor[at] *= count[a] == 0 ? 1 : weight[a][count[a] - 1];
        }
        bias[at] = count[tuple[0] % outputs] == n ? cumulants[n - 1] : 0;
      }
    }
  }

  /// E[θⁿ], n = 1…highest, at n − 1.
  private static double[] moments(String what, IndependentDensity density, int highestOrder) {
    double[] moments = new double[highestOrder];
    for (int n = 1; n <= highestOrder; n++) {
      moments[n - 1] = density.rawMoment(n);
      if (!Double.isFinite(moments[n - 1])) {
        throw new IllegalArgumentException(
            "the output %s have no moment of order %d; lower the order or raise the degrees of freedom"
                .formatted(what, n));
      }
    }
    return moments;
  }

  /// Moments of a sum of independent numbers, from those of one.
  private static double[] copied(double[] moments, int copies) {
    if (copies == 1) {
      return moments;
    }
    CumulantRecursion one = CumulantRecursion.on(SymmetricSums.all(1, moments.length));
    double[] cumulants = one.cumulants(moments);
    Arrays.setAll(cumulants, n -> copies * cumulants[n]);
    return one.moments(cumulants);
  }

  /// The components of the correlators: symbol p·D + a is component a of point p.
  public SymmetricSums layout() {
    return layout;
  }

  /// Cumulants of one neuron.
  ///
  /// @param unit moments of its unit. Not modified.
  /// @param majorant whether all terms count as positive
  double[] neuronCumulants(double[] unit, boolean majorant) {
    double[] moments = neuron(unit);
    if (!majorant) {
      return recursion.cumulants(moments);
    }
    Arrays.setAll(moments, c -> -Math.abs(moments[c]));
    double[] negative = recursion.cumulants(moments);
    Arrays.setAll(negative, c -> -negative[c]);
    return negative;
  }

  /// Cumulants of the output bias at a component.
  double bias(int component) {
    return bias[component];
  }

  /// Connected correlators of the network, a new array in the order of [#layout()].
  ///
  /// @param unit moments of the unit. Not modified.
  public double[] connected(double[] unit) {
    double[] result = recursion.cumulants(neuron(unit));
    Arrays.setAll(result, c -> Math.fma(width, result[c], bias[c]));
    return result;
  }

  /// Full correlators from connected ones, a new array.
  ///
  /// @param connected not modified
  public double[] full(double[] connected) {
    return recursion.moments(connected);
  }

  private double[] neuron(double[] unit) {
    double[] result = new double[layout.size()];
    Arrays.setAll(result, c -> factor[c] * unit[position[c]]);
    return result;
  }

  /// Bound on the error of the connected correlators, to first order in those of the unit's moments.
  ///
  /// λ(m) = −κ(−m) is the cumulant's polynomial with all signs +, so |κ(μ + δ) − κ(μ)| ≤ λ(|μ| + |δ|) − λ(|μ|).
  ///
  /// @param unit moments of the unit. Not modified.
  /// @param errors bounds on their errors. Not modified.
  double[] connectedBound(double[] unit, double[] errors) {
    double[] size = neuron(unit);
    double[] error = neuron(errors);
    double[] moved = new double[size.length];
    Arrays.setAll(moved, c -> -Math.abs(size[c]) - STEP * Math.abs(error[c]));
    Arrays.setAll(size, c -> -Math.abs(size[c]));
    return slope(recursion.cumulants(size), recursion.cumulants(moved), width);
  }

  /// The same for full correlators.
  ///
  /// @param connected not modified
  /// @param errors bounds on their errors. Not modified.
  double[] fullBound(double[] connected, double[] errors) {
    double[] size = Arrays.stream(connected).map(Math::abs).toArray();
    double[] moved = new double[size.length];
    Arrays.setAll(moved, c -> size[c] + STEP * errors[c]);
    return slope(recursion.moments(size), recursion.moments(moved), 1);
  }

  /// Errors of 10⁻¹² would drown in rounding: the slope is taken over a longer step.
  private static final double STEP = 1e5;

  private static double[] slope(double[] from, double[] to, double scale) {
    double[] result = new double[from.length];
    Arrays.setAll(result, c -> scale * Math.abs(to[c] - from[c]) / STEP);
    return result;
  }
}
