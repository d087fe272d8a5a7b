package org.nnft.benchmarks;

import org.nnft.field.PointSet;
import org.nnft.network.NeuralField;
import org.nnft.neuron.NeuronMoments;
import org.nnft.statistics.CumulantRecursion;
import org.nnft.statistics.SymmetricSums;

/// The relative error √M σ(G_c⁽⁴⁾)/G_c⁽⁴⁾ that one of M networks leaves at x = 1, for many networks, exactly.
///
/// Given its hidden units a network with a Gaussian readout is normal of variance K̂ = σ_c² + σ_v²/N · Σ h², whose cumulants
/// are those of h² times powers of σ_v²/N. With μₙ the moments of f,
///
///     outputs   M Var k₄ = μ₈ − μ₄² − 12 μ₂(μ₆ − μ₂μ₄) + 36 μ₂²(μ₄ − μ₂²)
///     readout   G_c⁽⁴⁾ = 3 Var K̂,   M Var = 9 (E(K̂ − K)⁴ − Var²)
///     neuron    the same with h² for K̂
///
/// Derivation: the influence of one sample on μ₄ − 3μ₂², and on a variance.
///
/// @param outputs by products of outputs
/// @param readout with the output layer integrated out
/// @param neuron of one hidden unit
record ExactNoise(double outputs, double readout, double neuron) {
  private static final SymmetricSums ORDERS = SymmetricSums.all(1, 4);

  /// @param field one hidden layer and a Gaussian readout
  static ExactNoise of(NeuralField field) {
    NeuronMoments unit =
        NeuronMoments.of(field.hidden().getFirst(), field.inputs(), PointSet.line(1), 8);
    double[] squares = {
      unit.at(0, 0), unit.at(0, 0, 0, 0), unit.at(0, 0, 0, 0, 0, 0), unit.at(0, 0, 0, 0, 0, 0, 0, 0)
    };
    CumulantRecursion recursion = CumulantRecursion.on(ORDERS);
    double[] κ = recursion.cumulants(squares);
    double neuron = spread(κ);
    int width = field.width();
    double scale = field.readout().effectiveWeights(0, width).variance();
    for (int r = 0; r < κ.length; r++) {
      κ[r] *= width * Math.pow(scale, r + 1);
    }
    κ[0] += field.readout().bias().variance();
    double[] k = recursion.moments(κ);
    double μ2 = k[0];
    double μ4 = 3 * k[1];
    double μ6 = 15 * k[2];
    double μ8 = 105 * k[3];
    double variance = μ8 - μ4 * μ4 - 12 * μ2 * (μ6 - μ2 * μ4) + 36 * μ2 * μ2 * (μ4 - μ2 * μ2);
    return new ExactNoise(Math.sqrt(variance) / (3 * κ[1]), spread(κ), neuron);
  }

  /// Relative error of a sample variance, √(E(y − ȳ)⁴ − Var²)/Var = √(κ₄/κ₂² + 2).
  private static double spread(double[] κ) {
    return Math.sqrt(κ[3] / (κ[1] * κ[1]) + 2);
  }
}
