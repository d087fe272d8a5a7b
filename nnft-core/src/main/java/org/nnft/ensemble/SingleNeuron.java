package org.nnft.ensemble;

import java.util.List;
import org.nnft.field.PointSet;
import org.nnft.network.IndependentDensity;
import org.nnft.network.IndependentDensity.Constant;
import org.nnft.network.NeuralField;
import org.nnft.network.Parameterisation;
import org.nnft.network.Readout;
import org.nnft.neuron.NeuronSum;
import org.nnft.random.StreamKey;
import org.nnft.statistics.SymmetricSums;

/// One hidden unit in place of a network of one hidden layer.
///
///     f = Σⱼ vⱼhⱼ + c,   κ_r(f) = N κ_r(vh) + κ_r(c),   E(vh)ⁿ = E vⁿ · E hⁿ
///
/// Derivation: cumulants of independent summands add. Only h is drawn: the moments of v and c are known for any law. A
/// unit costs 1/N of a network, and the cumulants of a neuron are no small differences of large moments, as those of a
/// nearly Gaussian f are.
final class SingleNeuron {
  private SingleNeuron() {}

  /// Whether neurons are independent and alike.
  static boolean isPossible(NeuralField field) {
    return field.depth() == 1 && field.isIndependent();
  }

  /// Whether output weights and biases have all moments that correlators of this order need.
  static boolean hasMoments(NeuralField field, int highestOrder) {
    for (int a = 0; a < field.outputs(); a++) {
      if (!hasMoments(field.readout().weights(a), highestOrder)) {
        return false;
      }
    }
    return hasMoments(field.readout().bias(), highestOrder);
  }

  private static boolean hasMoments(IndependentDensity density, int highestOrder) {
    for (int n = 1; n <= highestOrder; n++) {
      if (!Double.isFinite(density.rawMoment(n))) {
        return false;
      }
    }
    return true;
  }

  /// The hidden unit as a network of its own, f = h.
  private static NeuralField unit(NeuralField field) {
    Readout identity = new Readout(1, Parameterisation.BARE, new Constant(1), new Constant(0));
    return new NeuralField(
        field.inputs(), List.of(field.hidden().getFirst().withWidth(1)), identity);
  }

  /// The moments that are kept.
  static SymmetricSums moments(NeuralField field, PointSet points, int highestOrder) {
    return field.isEven()
        ? SymmetricSums.even(points.size(), highestOrder)
        : SymmetricSums.all(points.size(), highestOrder);
  }

  /// As many units as the ensemble has networks. Their addresses depend on the whole network, so that members of a scan
  /// over widths are independent of each other.
  static EnsembleRun over(Ensemble ensemble, PointSet points) {
    NeuralField field = ensemble.field();
    SymmetricSums moments = moments(field, points, ensemble.highestOrder());
    CorrelatorMap map = new CorrelatorMap.OfNeurons(new NeuronSum(field, moments));
    StreamKey key = StreamKey.of(ensemble.seed(), "a hidden unit of " + field);
    Ensemble units = ensemble.of(unit(field), Estimator.OUTPUTS);
    Plan plan = Plan.of(ensemble.networks(), Math.max(moments.size(), map.layout().size()));
    return new EnsembleRun(
        Estimator.NEURON,
        map,
        moments.size(),
        plan,
        () -> new NetworkBlocks(units, points, moments, key));
  }
}
