package org.nnft.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nnft.field.PointSet;
import org.nnft.network.Expression;
import org.nnft.network.JointDensity;
import org.nnft.network.JointDensity.CommonScale;
import org.nnft.network.JointDensity.Deformed;
import org.nnft.network.JointDensity.Equicorrelated;
import org.nnft.network.JointDensity.GaussianCovariance;
import org.nnft.network.JointDensity.Mixture;
import org.nnft.network.JointDensity.SharedLayers;
import org.nnft.network.JointDensity.SharedWeights;
import org.nnft.network.NeuralField;
import org.nnft.network.ParameterGroup;
import org.nnft.network.ParameterGroup.Kind;
import org.nnft.network.Potential;
import org.nnft.network.ScaleLaw;
import org.nnft.statistics.Estimate;

class JointBlocksTest {
  private static final ParameterGroup FIRST = new ParameterGroup(0, Kind.WEIGHTS);

  private static NeuralField deformed(NeuralField field, String potential, double alpha) {
    return field.correlated(
        new Deformed(Potential.parse(potential, List.of(new Potential.Parameter("alpha", alpha)))));
  }

  static Stream<NeuralField> laws() {
    NeuralField cos = NeuralField.cosNet(2).width(5);
    NeuralField deep =
        new NeuralField(
            2,
            List.of(cos.hidden().getFirst(), cos.hidden().getFirst(), cos.hidden().getFirst()),
            cos.readout());
    Expression half = Expression.parse("i/n", GaussianCovariance.VARIABLES);
    return Stream.of(
        cos.correlated(new CommonScale(new ScaleLaw.GammaScale(0.3, 1))),
        cos.correlated(
            new CommonScale(
                new ScaleLaw.Transformed(
                    Expression.parse("exp(z/3)", ScaleLaw.Transformed.VARIABLES)))),
        cos.correlated(new Equicorrelated(FIRST, -0.2)),
        cos.correlated(new Equicorrelated(ParameterGroup.READOUT, 0.5)),
        cos.correlated(new GaussianCovariance(ParameterGroup.READOUT, half, List.of(half, half))),
        cos.correlated(new SharedWeights(ParameterGroup.READOUT, 2)),
        cos.correlated(new Mixture(List.of(new Mixture.Component(1, 2, 1, 3)))),
        deep.correlated(new SharedLayers()),
        deformed(cos, "alpha*sumW2^2/N^2", 2),
        deformed(cos, "alpha*sumV2", 0.2));
  }

  /// Neither threads nor neighbours change bits.
  @ParameterizedTest
  @MethodSource("laws")
  void sameBits(NeuralField field) {
    PointSet points = PointSet.of(new double[][] {{0.2, 1}, {0.5, -1}});
    Ensemble ensemble = Ensemble.of(field).networks(3000).seed(3).threads(1);
    double[][] one = ensemble.run(points).blockSums();
    assertThat(ensemble.threads(2).run(points).blockSums()).isDeepEqualTo(one);
    DrawnFields fields = DrawnFields.of(field, points, 300, 3);
    double[][] f = new double[2][300];
    double[][] g = new double[2][1];
    fields.read(0, 300, f);
    fields.read(217, 1, g);
    assertThat(g[1][0]).isEqualTo(f[1][217]);
  }

  /// Conditional estimators and plain outputs have one expectation, also where nothing exact is known. 9 laws × 6
  /// components: any difference beyond 5.5 σ has probability 2·10⁻⁶.
  @ParameterizedTest
  @MethodSource("laws")
  void estimatorsAgree(NeuralField field) {
    PointSet points = PointSet.of(new double[][] {{0.2, 1}, {0.5, -1}});
    Ensemble ensemble = Ensemble.of(field).networks(40_000).threads(1);
    Measurement outputs = ensemble.estimator(Estimator.OUTPUTS).run(points);
    Measurement best = ensemble.seed(2).run(points);
    for (int n : new int[] {2, 4}) {
      Estimate[] a = outputs.connected(n);
      Estimate[] b = best.connected(n);
      for (int c = 0; c < a.length; c++) {
        double error = Math.hypot(a[c].error(), b[c].error());
        assertThat(Math.abs(a[c].value() - b[c].value())).isLessThan(5.5 * error);
      }
    }
  }

  /// Cos-net of unit amplitude (twice G⁽²⁾) with P ∝ e^(−α(ΣW²)²/N²): given R² = ΣW², W is uniform on a sphere of n =
  /// Nd dimensions, so 2G⁽²⁾ = ∫ p(R²) e^(−V) ₀F₁(n/2; −R²y²/4)/∫ p e^(−V); by mpmath. The parent's value is
  /// e^(−s²y²/2). 2 pulls beyond 5: 10⁻⁶.
  @ParameterizedTest
  @CsvSource({
    "1, 3, 1, 0.8, 0.849898025459371, 0.726149037073691",
    "2, 4, 1.5, 1.1, 0.823752392353308, 0.738968488258944"
  })
  void rejectionIsExact(int d, int width, double α, double y, double g2, double parent) {
    NeuralField field = deformed(NeuralField.cosNet(d).width(width), "alpha/N^2*sumW2^2", α);
    double[] far = new double[d];
    far[0] = y;
    Estimate e =
        Ensemble.of(field)
            .networks(200_000)
            .threads(1)
            .highestOrder(2)
            .run(PointSet.of(new double[][] {new double[d], far}))
            .full(2)[1];
    assertThat(Math.abs(e.pull(g2 / 2))).isLessThan(5);
    assertThat(Math.abs(e.pull(parent / 2))).isGreaterThan(20);
  }

  @Test
  void whatCannotBeSampledIsRefused() {
    NeuralField cos = NeuralField.cosNet(1).width(10);
    PointSet point = PointSet.line(1);
    assertThatThrownBy(() -> Ensemble.of(deformed(cos, "-alpha*sumW2", 0.1)).run(point))
        .hasMessageContaining("no lower bound")
        .hasMessageContaining("deformed-correlators");
    assertThatThrownBy(() -> Ensemble.of(deformed(cos, "alpha*sumW2", 2)).run(point))
        .hasMessageContaining("too few to sample from");
    assertThatThrownBy(() -> deformed(cos, "alpha*sumX2", 2)).hasMessageContaining("sumW2");
    assertThatThrownBy(
            () -> Ensemble.of(cos.correlated(new Equicorrelated(FIRST, -0.2))).run(point))
        .hasMessageContaining("−1/(n − 1)");
    JointDensity far = new SharedWeights(new ParameterGroup(1, Kind.BIASES), 2);
    assertThatThrownBy(() -> cos.correlated(far)).hasMessageContaining("no hidden layer 2");
    assertThatThrownBy(
            () -> cos.correlated(new Equicorrelated(new ParameterGroup(0, Kind.BIASES), 0.1)))
        .hasMessageContaining("law normal");
    assertThatThrownBy(
            () -> Ensemble.of(deformed(cos, "sumV2", 1)).estimator(Estimator.GAUSSIAN_READOUT))
        .hasMessageContaining("not exact");
  }
}
