package org.nnft.study;

import java.util.Collections;
import org.nnft.ensemble.Ensemble;
import org.nnft.ensemble.Measurement;
import org.nnft.field.PointSet;
import org.nnft.network.Activation;
import org.nnft.network.HiddenLayer;
import org.nnft.network.IndependentDensity;
import org.nnft.network.IndependentDensity.Constant;
import org.nnft.network.IndependentDensity.Normal;
import org.nnft.network.NeuralField;
import org.nnft.network.Parameterisation;
import org.nnft.network.Readout;

/// Networks of equal layers, whose output is a pre-activation like any other.
///
/// @param biasVariance C_b
/// @param weightVariance C_W
record DeepNetworks(Activation activation, double biasVariance, double weightVariance) {

  NeuralField of(int inputs, int hidden, int units) {
    Normal weights = new Normal(0, Math.sqrt(weightVariance));
    IndependentDensity bias =
        biasVariance == 0 ? new Constant(0) : new Normal(0, Math.sqrt(biasVariance));
    HiddenLayer layer =
        new HiddenLayer(units, activation, Parameterisation.STANDARD, weights, bias);
    return new NeuralField(
        inputs,
        Collections.nCopies(hidden, layer),
        new Readout(1, Parameterisation.STANDARD, weights, bias));
  }

  /// The 4-point function of some layers.
  ///
  /// @param job name of the work, once per investigation
  Measurement measure(
      String job, int hidden, int units, PointSet points, Subject subject, Workbench workbench) {
    Ensemble ensemble =
        Ensemble.of(of(points.dimension(), hidden, units))
            .networks(subject.sampling().networks())
            .seed(subject.sampling().seed())
            .highestOrder(4);
    return workbench.measure(job, "%d layers of %d".formatted(hidden, units), ensemble, points);
  }

  /// Whether tails are so heavy that error bars mean little.
  static boolean heavy(Measurement measurement) {
    for (int c = 0; c < measurement.components(4).count(); c++) {
      if (measurement.jackknifeOfConnected(4).largestShare(c)
          > Math.max(0.05, 40.0 / measurement.blocks())) {
        return true;
      }
    }
    return false;
  }
}
