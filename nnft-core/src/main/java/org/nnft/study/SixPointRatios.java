package org.nnft.study;

import java.util.List;
import org.nnft.eft.CouplingFit;
import org.nnft.eft.SixPointPrediction;
import org.nnft.eft.VertexIntegral;
import org.nnft.field.PointSet;
import org.nnft.kernel.FreeTheory;
import org.nnft.kernel.NngpKernel;
import org.nnft.network.NeuralField;
import org.nnft.statistics.Estimate;

/// Means over components of G⁽⁶⁾_GP/G⁽⁶⁾ and of the prediction from a constant λ (2008.08601).
///
/// Errors are to first order; the one of λ and the one of G⁽⁶⁾ are added in quadrature, though they come from one
/// sample.
///
/// @param free of the free theory
/// @param predicted of the prediction
record SixPointRatios(Estimate free, Estimate predicted) {

  static SixPointRatios of(
      NeuralField field,
      PointSet points,
      VertexIntegral vertex,
      Estimate quartic,
      CorrelatorSource source) {
    FreeTheory theory = FreeTheory.of(NngpKernel.of(field, points));
    List<int[]> tuples = CouplingFit.components(vertex, 6);
    double[] freeWeights = new double[tuples.size()];
    double[] weights = new double[tuples.size()];
    double free = 0;
    double predicted = 0;
    double answer = 0;
    for (int t = 0; t < tuples.size(); t++) {
      SixPointPrediction six =
          SixPointPrediction.of(theory, vertex, new Estimate(quartic.value(), 1), tuples.get(t));
      double actual = source.full(tuples.get(t)) * tuples.size();
      double share = actual / tuples.size();
      free += six.free() / actual;
      predicted += six.predicted().value() / actual;
      answer += six.predicted().error() / actual;
      freeWeights[t] = -six.free() / (actual * share);
      weights[t] = -six.predicted().value() / (actual * share);
    }
    double ofFree = source.fullFluctuations(6).map(j -> j.error(freeWeights)).orElse(0.0);
    double ofPredicted = source.fullFluctuations(6).map(j -> j.error(weights)).orElse(0.0);
    return new SixPointRatios(
        new Estimate(free, ofFree),
        new Estimate(predicted, Math.hypot(ofPredicted, Math.abs(answer) * quartic.error())));
  }
}
