package org.nnft.ensemble;

import java.util.Arrays;
import java.util.List;
import org.nnft.math.SymmetricIndex;
import org.nnft.network.IndependentDensity.Constant;
import org.nnft.network.NeuralField;
import org.nnft.network.Parameterisation;
import org.nnft.network.Readout;
import org.nnft.statistics.CumulantRecursion;
import org.nnft.statistics.SymmetricSums;

/// One neuron in place of a network of one hidden layer.
///
///     f = Σⱼ vⱼhⱼ + c,   κ_r(f) = N κ_r(vh) + κ_r(c)
///
/// Derivation: cumulants of independent summands add. A neuron costs 1/N of a network, and its cumulants are no small
/// differences of large moments, as those of a nearly Gaussian f are.
///
/// @param network a network of width 1 without output bias, the neuron v h
/// @param width N
/// @param bias κ_r(c) of one output, r = 1 … 8, at r − 1
record SingleNeuron(NeuralField network, int width, List<Double> bias) {

  /// @throws IllegalArgumentException if the output bias has not all moments to order 8
  static SingleNeuron of(NeuralField field) {
    Readout readout = field.readout();
    Readout alone =
        new Readout(
            readout.outputs(),
            Parameterisation.BARE,
            readout.effectiveWeights(0, field.width()),
            new Constant(0));
    SymmetricSums orders = SymmetricSums.all(1, 8);
    double[] moments = new double[8];
    Arrays.setAll(moments, r -> readout.bias().rawMoment(r + 1));
    List<Double> bias =
        Arrays.stream(CumulantRecursion.on(orders).cumulants(moments)).boxed().toList();
    if (!bias.stream().allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          "estimator NEURON needs an output bias with moments to order 8, got " + readout.bias());
    }
    return new SingleNeuron(
        new NeuralField(field.inputs(), field.width(1).hidden(), alone), field.width(), bias);
  }

  /// Whether neurons are independent and alike.
  static boolean isPossible(NeuralField field) {
    return field.depth() == 1 && field.isIndependent() && field.readout().weightMeans().isEmpty();
  }

  /// κ of the network from κ of the neuron.
  ///
  /// @param neuron in the layout's order. Not modified.
  double[] connected(SymmetricSums layout, double[] neuron) {
    double[] result = new double[neuron.length];
    for (int order = 1; order <= layout.highestOrder(); order++) {
      if (layout.keeps(order)) {
        int from = layout.offset(order);
        for (int c = 0; c < layout.index(order).count(); c++) {
          result[from + c] = connected(layout.index(order), c, neuron[from + c]);
        }
      }
    }
    return result;
  }

  /// κ_r of the network at one component.
  double connected(SymmetricIndex index, int component, double neuron) {
    int outputs = network.outputs();
    int[] tuple = index.at(component);
    boolean one = Arrays.stream(tuple).allMatch(i -> i % outputs == tuple[0] % outputs);
    return Math.fma(width, neuron, one ? bias.get(tuple.length - 1) : 0);
  }
}
