package org.nnft.study;

import java.util.Arrays;
import java.util.List;
import org.nnft.eft.CouplingFit;
import org.nnft.eft.CouplingWeights;
import org.nnft.eft.SixPointPrediction;
import org.nnft.eft.VertexIntegral;
import org.nnft.field.PointSet;
import org.nnft.kernel.FreeTheory;
import org.nnft.kernel.NngpKernel;
import org.nnft.network.NeuralField;
import org.nnft.statistics.Estimate;

/// Means over components of G⁽⁶⁾_GP/G⁽⁶⁾ and of the prediction from a constant λ (2008.08601).
///
/// Errors are to first order in the fluctuations of G_c⁽⁴⁾, from which λ comes, and of G⁽⁶⁾, with their covariance: both are from one
/// sample.
///
/// @param free of the free theory
/// @param predicted of the prediction
record SixPointRatios(Estimate free, Estimate predicted) {

  static SixPointRatios of(
      NeuralField field,
      PointSet points,
      VertexIntegral vertex,
      double quartic,
      CorrelatorSource source) {
    FreeTheory theory = FreeTheory.of(NngpKernel.of(field, points));
    List<int[]> tuples = CouplingFit.components(vertex, 6);
    double[] freeWeights = new double[tuples.size()];
    double[] weights = new double[tuples.size()];
    double free = 0;
    double predicted = 0;
    double slope = 0;
    for (int t = 0; t < tuples.size(); t++) {
      SixPointPrediction six =
          SixPointPrediction.of(theory, vertex, new Estimate(quartic, 0), tuples.get(t));
      double response =
          six.free()
              - SixPointPrediction.of(theory, vertex, new Estimate(1, 0), tuples.get(t))
                  .predicted()
                  .value();
      double actual = source.full(tuples.get(t)) * tuples.size();
      double share = actual / tuples.size();
      free += six.free() / actual;
      predicted += six.predicted().value() / actual;
      slope -= response / actual;
      freeWeights[t] = -six.free() / (actual * share);
      weights[t] = -six.predicted().value() / (actual * share);
    }
    double ofFree = source.fullFluctuations(6).map(j -> j.error(freeWeights)).orElse(0.0);
    double byQuartic = slope;
    double[] four = CouplingWeights.quartic(vertex);
    Arrays.setAll(four, c -> byQuartic * four[c]);
    double ofPredicted =
        source
            .fluctuations(4)
            .flatMap(λ -> source.fullFluctuations(6).map(λ::with))
            .map(j -> j.error(CouplingWeights.joined(four, weights)))
            .orElse(0.0);
    return new SixPointRatios(new Estimate(free, ofFree), new Estimate(predicted, ofPredicted));
  }
}
