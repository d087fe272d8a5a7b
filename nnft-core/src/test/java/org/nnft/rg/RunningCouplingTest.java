package org.nnft.rg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.assertj.core.data.Percentage;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;
import org.hipparchus.special.Erf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nnft.field.PointSet;
import org.nnft.kernel.NngpKernel;
import org.nnft.network.NeuralField;
import org.nnft.neuron.FiniteWidthCorrelators;
import org.nnft.statistics.Estimate;

class RunningCouplingTest {
  private static final GaussIntegrator RULE = new GaussIntegratorFactory().legendre(40);
  private static final double[] X = {0.2, 0.4, 0.6, 0.8, 1.0, 1.2};

  /// ∫₋Λ^Λ dy f(y), split at 0 and in panels that double.
  private static CutoffFunction onLine(DoubleUnaryOperator f) {
    return new CutoffFunction() {
      @Override
      public double at(double cutoff) {
        double sum = 0;
        double from = 0;
        double to = Math.min(1, cutoff);
        while (from < cutoff) {
          double half = (to - from) / 2;
          for (int k = 0; k < RULE.getNumberOfPoints(); k++) {
            double y = from + half * (1 + RULE.getPoint(k));
            sum += half * RULE.getWeight(k) * (f.applyAsDouble(y) + f.applyAsDouble(-y));
          }
          from = to;
          to = Math.min(2 * to, cutoff);
        }
        return sum;
      }

      @Override
      public double derivative(double cutoff) {
        return f.applyAsDouble(cutoff) + f.applyAsDouble(-cutoff);
      }
    };
  }

  /// K_W(x, y) in d = 1 by the exact kernel.
  private static double kernel(NeuralField field, double x, double y) {
    double k =
        x == y
            ? NngpKernel.of(field, PointSet.line(x))[0][0]
            : NngpKernel.of(field, PointSet.line(x, y))[0][1];
    return k - field.readout().bias().variance();
  }

  private static CutoffFunction vertex(NeuralField field, int order) {
    return onLine(
        y -> {
          double product = 1;
          for (int a = 0; a < order; a++) {
            product *= kernel(field, X[a], y);
          }
          return product;
        });
  }

  /// ReLU, d = 1: λ = −12.5/(NΛ⁵) for every element, β = −5λ.
  @Test
  void reluQuarticRunsWithPowerFive() {
    int width = 20;
    NeuralField relu = NeuralField.reluNet(1).width(width);
    double g4 = 15.0 / (4 * width) * 0.2 * 0.4 * 0.6 * 0.8;
    RunningCoupling λ = RunningCoupling.quartic(new Estimate(g4, g4 / 100), vertex(relu, 4));
    List<RunningCoupling.Point> points = λ.over(Cutoffs.halverson2020());
    assertThat(points).hasSize(21);
    for (RunningCoupling.Point point : points) {
      double exact = -12.5 / (width * Math.pow(point.cutoff(), 5));
      assertThat(point.coupling().value()).isCloseTo(exact, Percentage.withPercentage(1e-10));
      assertThat(point.coupling().error()).isCloseTo(-exact / 100, Percentage.withPercentage(1e-8));
      assertThat(point.beta().value()).isCloseTo(-5 * exact, Percentage.withPercentage(1e-10));
      assertThat(point.exponent()).isCloseTo(-5, within(1e-10));
      assertThat(Relevance.of(point.exponent(), 1e-6)).isEqualTo(Relevance.IRRELEVANT);
    }
  }

  /// ReLU, d = 1, positive inputs: K_W = ½xy for y > 0, so the exchange is 281.25/N² and G_c⁽⁶⁾ 82.5/N², each times
  /// x₁…x₆: κ = 371/(3N²Λ⁷) > 0. Without the exchange subtracted κ would be negative.
  @Test
  void reluSexticIsPositiveOnceTheExchangeIsSubtracted() {
    double width = 20;
    double product = 0.2 * 0.4 * 0.6 * 0.8 * 1.0 * 1.2;
    double g6 = 82.5 / (width * width) * product;
    CutoffFunction vertex = vertex(NeuralField.reluNet(1), 6);
    // 576 λ² Σ₁₀ ∫₀^Λ∫₀^Λ dy dz (y³/8)(yz/2)(z³/8) with λ = −12.5/(NΛ⁵)
    CutoffFunction exchange =
        new CutoffFunction() {
          @Override
          public double at(double cutoff) {
            double λ = -12.5 / (width * Math.pow(cutoff, 5));
            double half = Math.pow(cutoff, 5) / 5;
            return 576 * λ * λ * 10 * half * half / 128 * product;
          }

          @Override
          public double derivative(double cutoff) {
            return 0;
          }
        };
    RunningCoupling.Point κ = RunningCoupling.sextic(new Estimate(g6, 0), vertex, exchange).at(100);
    double exact = 371 / (3 * width * width * 1e14);
    assertThat(κ.coupling().value()).isCloseTo(exact, Percentage.withPercentage(1e-10));
    assertThat(κ.exponent()).isCloseTo(-7, within(1e-10));
    RunningCoupling naive =
        RunningCoupling.sextic(new Estimate(g6, 0), vertex, CutoffFunction.none());
    assertThat(naive.at(100).coupling().value()).isNegative();
  }

  /// Gauss-net, d = 1: I₄ = √(π/2) e^(−(Σx² − 4x̄²)/2) [erf(√2(Λ−x̄)) + erf(√2(Λ+x̄))]/2; at Λ = ∞ the mean of Nλ
  /// over the inputs of 2008.08601 is −5.34568038, and the coupling is marginal.
  @Test
  void gaussNetSettles() {
    NeuralField gauss = NeuralField.gaussNet(1).width(1000);
    CutoffFunction vertex = vertex(gauss, 4);
    double mean = 0.5;
    double spread = 0.04 + 0.16 + 0.36 + 0.64 - 4 * mean * mean;
    for (double cutoff : new double[] {0.7, 1.5, 8}) {
      double root = Math.sqrt(2);
      double exact =
          Math.sqrt(Math.PI / 2)
              * Math.exp(-spread / 2)
              * (Erf.erf(root * (cutoff - mean)) + Erf.erf(root * (cutoff + mean)))
              / 2;
      assertThat(vertex.at(cutoff)).isCloseTo(exact, within(1e-12));
    }
    double x = 0.002;
    double g4 = FiniteWidthCorrelators.of(gauss, PointSet.line(x), 4).connected(0, 0, 0, 0);
    CutoffFunction atFirst = onLine(y -> Math.pow(kernel(gauss, x, y), 4));
    RunningCoupling.Point far = RunningCoupling.quartic(new Estimate(g4, 0), atFirst).at(8);
    assertThat(1000 * far.coupling().value()).isCloseTo(-5.3457, within(3e-3));
    assertThat(Relevance.of(far.exponent(), 1e-10)).isEqualTo(Relevance.MARGINAL);
  }

  /// β is the slope of the coupling, whatever the vertex and the exchange: five-point differences in ln Λ.
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 2, 30})
  void betaIsTheSlope(double cutoff) {
    NeuralField erf = NeuralField.erfNet(1).width(5);
    CutoffFunction some = onLine(y -> 0.01 / (1 + y * y));
    RunningCoupling g = new RunningCoupling(6, new Estimate(0.4, 0), vertex(erf, 6), some);
    double h = 1e-3;
    double[] at = new double[5];
    for (int k = -2; k <= 2; k++) {
      at[k + 2] = g.at(cutoff * Math.exp(k * h)).coupling().value();
    }
    double slope = (8 * (at[3] - at[1]) - (at[4] - at[0])) / (12 * h);
    assertThat(g.at(cutoff).beta().value()).isCloseTo(slope, Percentage.withPercentage(1e-6));
  }

  /// ReLU: −(d+4) and −(d+6) in every dimension and depth; Erf −d up to 1/Λ; Gauss 0.
  @Test
  void powerCountingGivesTheSlopes() {
    List<NeuralField> relu = new ArrayList<>();
    for (int d = 1; d <= 3; d++) {
      NeuralField one = NeuralField.reluNet(d);
      for (int depth = 1; depth <= 3; depth++) {
        relu.add(
            new NeuralField(d, Collections.nCopies(depth, one.hidden().getFirst()), one.readout()));
      }
    }
    for (ScalingDimension row : ScalingDimension.table(relu, List.of(4, 6), 100)) {
      assertThat(row.exponent()).isCloseTo(-(row.inputs() + row.order()), within(1e-12));
      assertThat(row.relevance(1e-6)).isEqualTo(Relevance.IRRELEVANT);
    }
    ScalingDimension erf = ScalingDimension.at(NeuralField.erfNet(2), 4, 1e6);
    assertThat(erf.exponent()).isCloseTo(-2, within(1e-4));
    assertThat(ScalingDimension.at(NeuralField.gaussNet(2), 4, 50).relevance(0))
        .isEqualTo(Relevance.MARGINAL);
    assertThat(ScalingDimension.at(NeuralField.reluNet(1), 4, 2).exponent())
        .isCloseTo(-5, within(1e-12));
    assertThat(Relevance.of(0.1, 0.01)).isEqualTo(Relevance.RELEVANT);
  }

  /// The Erf-net's power counting is that of its integral: the slope of ln λ tends to −1 in d = 1, as 1/Λ.
  @Test
  void erfNetDiesWithTheVolume() {
    RunningCoupling λ =
        RunningCoupling.quartic(new Estimate(1, 0), vertex(NeuralField.erfNet(1), 4));
    assertThat(λ.at(1e7).exponent()).isCloseTo(-1, within(1e-5));
  }

  @Test
  void refusesWhatCannotRun() {
    RunningCoupling λ = RunningCoupling.quartic(new Estimate(1, 0), CutoffFunction.none());
    assertThatThrownBy(() -> λ.at(0)).hasMessage("a cutoff must be finite and above 0, got 0.0");
    assertThatThrownBy(() -> λ.at(1))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("the vertex integral of order 4 is 0.0 at cutoff 1.0");
    assertThatThrownBy(() -> new Cutoffs(List.of(1.0, 1.0)))
        .hasMessage("cutoffs must be finite, above 0 and rising, got 1.0 after 1.0");
    assertThatThrownBy(
            () ->
                new RunningCoupling(
                    2, new Estimate(1, 0), CutoffFunction.none(), CutoffFunction.none()))
        .hasMessage("interactions have order 3 to 12, got 2");
  }
}
