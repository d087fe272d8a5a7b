package org.nnft.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nnft.ensemble.DecomposedCorrelator;
import org.nnft.field.PointSet;
import org.nnft.network.Expression;
import org.nnft.network.JointDensity.CommonScale;
import org.nnft.network.JointDensity.Equicorrelated;
import org.nnft.network.JointDensity.GaussianCovariance;
import org.nnft.network.JointDensity.Mixture;
import org.nnft.network.JointDensity.SharedWeights;
import org.nnft.network.NeuralField;
import org.nnft.network.ParameterGroup;
import org.nnft.network.ScaleLaw;
import org.nnft.statistics.Jackknife;
import org.nnft.statistics.StepDownPulls;

class NeuronDecompositionTest {
  private static final PointSet LINE = PointSet.line(0.3, 1.1, 1.7);
  private static final ParameterGroup HIDDEN = new ParameterGroup(0, ParameterGroup.Kind.WEIGHTS);
  private static final int[] FOUR = {0, 1, 1, 2};
  private static final int[] SIX = {0, 0, 1, 1, 2, 2};

  static Stream<NeuralField> laws() {
    NeuralField erf = NeuralField.erfNet(1).width(4);
    NeuralField cos = NeuralField.cosNet(1).width(3);
    return Stream.of(
        erf,
        erf.correlated(
            new CommonScale(new ScaleLaw.Discrete(List.of(0.2, 1.8), List.of(1.0, 1.0)))),
        cos.correlated(new Equicorrelated(ParameterGroup.READOUT, 0.4)),
        cos.correlated(
            new Mixture(
                List.of(
                    new Mixture.Component(1, 0.5, 1, 1.4),
                    new Mixture.Component(2, 1.5, 1, 0.7)))));
  }

  /// Laws that a covariance between neurons says, of which differences from independence are small.
  static Stream<NeuralField> covariances() {
    NeuralField cos = NeuralField.cosNet(1).width(3);
    return Stream.of(
        cos.correlated(new Equicorrelated(ParameterGroup.READOUT, -0.3)),
        cos.correlated(new Equicorrelated(HIDDEN, 0.6)),
        cos.correlated(new Equicorrelated(HIDDEN, -0.45)),
        cos.correlated(
            new GaussianCovariance(
                HIDDEN,
                Expression.parse("1/2", GaussianCovariance.VARIABLES),
                List.of(Expression.parse("cos(pi*i/n)", GaussianCovariance.VARIABLES)))));
  }

  @ParameterizedTest
  @MethodSource("covariances")
  void samplesOfCovariancesAgree(NeuralField field) {
    for (int[] tuple : List.of(FOUR, SIX)) {
      double[] exact = NeuronDecomposition.of(field, LINE, tuple);
      assertThat(pulls(field, tuple, exact).pValue()).isGreaterThan(1e-5);
    }
  }

  /// Correlated hidden weights, ρ = 0.5: two different neurons take part with (N − 1)/N of what is left at N = ∞, which NumPy
  /// gives by the sum over signs (`correlatedHiddenWeightsInteractAtInfiniteWidth`).
  @Test
  void correlatedUnitsTakePartInPairs() {
    NeuralField cos = NeuralField.cosNet(1).width(7).correlated(new Equicorrelated(HIDDEN, 0.5));
    double[] parts = NeuronDecomposition.of(cos, LINE, FOUR);
    assertThat(parts[1]).isCloseTo(6.0 / 7 * 0.00877604547483346, within(1e-14));
    assertThat(parts[2]).isCloseTo(0, within(1e-14));
    assertThat(parts[3]).isCloseTo(0, within(1e-14));
  }

  /// Parts sum to the whole, which is found in another way.
  @ParameterizedTest
  @MethodSource({"laws", "covariances"})
  void partsSumToTheWhole(NeuralField field) {
    FiniteWidthCorrelators whole = FiniteWidthCorrelators.of(field, LINE, 6);
    for (int[] tuple : List.of(FOUR, SIX)) {
      double sum = Arrays.stream(NeuronDecomposition.of(field, LINE, tuple)).sum();
      assertThat(sum)
          .isCloseTo(
              whole.connected(tuple), within(1e-11 * Math.max(1, Math.abs(whole.full(tuple)))));
    }
  }

  /// Independent neurons take part alone; a common scale also in pairs: of G_c⁽⁴⁾ by Var(s) Σ₃ over pairs of different
  /// summands, of which there are none of three or four.
  @Test
  void onlyWhatIsSharedJoinsNeurons() {
    NeuralField erf = NeuralField.erfNet(1).width(4);
    double[] alone = NeuronDecomposition.of(erf, LINE, SIX);
    for (int k = 1; k < 6; k++) {
      assertThat(alone[k]).isCloseTo(0, within(1e-12));
    }
    NeuralField scaled = erf.correlated(new CommonScale(new ScaleLaw.UniformScale(0.5, 1.5)));
    double[] parts = NeuronDecomposition.of(scaled, LINE, FOUR);
    assertThat(parts[1]).isGreaterThan(0.1);
    assertThat(parts[2]).isCloseTo(0, within(1e-12));
    assertThat(parts[3]).isCloseTo(0, within(1e-12));
  }

  private static StepDownPulls pulls(NeuralField field, int[] tuple, double[] exact) {
    DecomposedCorrelator sampled = DecomposedCorrelator.of(field, LINE, tuple, 3);
    int groups = tuple.length == 4 ? 1000 : 100;
    double[][] rows = new double[60][];
    long[] counts = new long[rows.length];
    for (int b = 0; b < rows.length; b++) {
      rows[b] = sampled.block((long) b * groups, groups);
      counts[b] = groups;
    }
    double[] total = Jackknife.total(rows);
    double[] difference = new double[total.length];
    Arrays.setAll(difference, k -> total[k] / (rows.length * (double) groups) - exact[k]);
    return StepDownPulls.of(difference, Jackknife.of(rows, counts, means -> means));
  }

  /// Unbiased: p < 10⁻⁵ anywhere in 8 comparisons has probability 10⁻⁴. The twin with the parts of independent neurons is
  /// rejected.
  @ParameterizedTest
  @MethodSource("laws")
  void samplesAgree(NeuralField field) {
    for (int[] tuple : List.of(FOUR, SIX)) {
      double[] exact = NeuronDecomposition.of(field, LINE, tuple);
      assertThat(pulls(field, tuple, exact).pValue()).isGreaterThan(1e-5);
    }
    if (!field.isIndependent()) {
      double[] wrong = NeuronDecomposition.of(field.independent(), LINE, FOUR);
      assertThat(pulls(field, FOUR, wrong).pValue()).isLessThan(1e-5);
    }
  }

  /// Neurons that are not alike: clusters and a factor that changes from neuron to neuron. The parts' sum is exact.
  @Test
  void neuronsNeedNotBeAlike() {
    Expression u = Expression.parse("i/n", GaussianCovariance.VARIABLES);
    NeuralField cos = NeuralField.cosNet(1).width(4);
    for (NeuralField field :
        List.of(
            cos.correlated(new SharedWeights(ParameterGroup.READOUT, 2)),
            cos.correlated(new GaussianCovariance(ParameterGroup.READOUT, u, List.of(u))))) {
      DecomposedCorrelator sampled = DecomposedCorrelator.of(field, LINE, FOUR, 3);
      double exact = FiniteWidthCorrelators.of(field, LINE, 4).connected(FOUR);
      double[] sums = new double[60];
      double mean = 0;
      for (int b = 0; b < sums.length; b++) {
        sums[b] = Arrays.stream(sampled.block(b * 400L, 400)).sum() / 400;
        mean += sums[b] / sums.length;
      }
      double square = 0;
      for (double s : sums) {
        square += (s - mean) * (s - mean);
      }
      double error = Math.sqrt(square / (sums.length * (sums.length - 1.0)));
      assertThat(Math.abs(mean - exact)).isLessThan(5 * error);
    }
  }
}
