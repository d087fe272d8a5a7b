package org.nnft.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nnft.field.PointSet;
import org.nnft.network.Activation;
import org.nnft.network.HiddenLayer;
import org.nnft.network.IndependentDensity.Constant;
import org.nnft.network.IndependentDensity.Normal;
import org.nnft.network.NeuralField;
import org.nnft.network.Parameterisation;

class EnsembleRunTest {
  private static final PointSet POINTS = PointSet.line(-1, 0.5);

  /// Blocks drawn in pieces, backwards, on two threads, are those of a run in one piece.
  @Test
  void blocksDependOnTheirNumberAlone() {
    EnsembleRun run = Ensemble.of(NeuralField.erfNet(1).width(3)).networks(5000).over(POINTS);
    int blocks = run.plan().blocks();
    double[][] pieces = new double[blocks][];
    int[] upper = IntStream.range(blocks / 2, blocks).map(b -> 3 * blocks / 2 - 1 - b).toArray();
    run.sample(upper, 2, (b, sums) -> pieces[b] = sums);
    run.sample(IntStream.range(0, blocks / 2).toArray(), 1, (b, sums) -> pieces[b] = sums);
    assertThat(run.measurement(pieces).blockSums()).isDeepEqualTo(run.run(1).blockSums());
    assertThatThrownBy(() -> run.measurement(new double[3][]))
        .hasMessageContaining("needs all 1024 blocks, got 3");
  }

  @Test
  void aSinkThatFailsStopsTheRun() {
    EnsembleRun run = Ensemble.of(NeuralField.erfNet(1).width(3)).networks(5000).over(POINTS);
    assertThatThrownBy(
            () ->
                run.sample(
                    IntStream.range(0, 1024).toArray(),
                    2,
                    (_, _) -> {
                      throw new IllegalArgumentException("no space");
                    }))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no space");
  }

  private static HiddenLayer layer(Activation g) {
    return new HiddenLayer(4, g, Parameterisation.STANDARD, new Normal(0, 1), new Constant(0.3));
  }

  private static double[][] sums(Activation g) {
    NeuralField net = NeuralField.erfNet(1);
    // The field's text is part of the stream's key: keep it, change what is evaluated alone.
    NeuralField field = new NeuralField(1, java.util.List.of(layer(g)), net.readout());
    NetworkTile tile =
        new NetworkTile(
            field, POINTS, new org.nnft.random.StreamKey(99), org.nnft.math.Lanes.best(), 64);
    double[][] f = new double[2][64];
    tile.outputs(0, 64, f);
    return f;
  }

  /// An expression evaluates to the same numbers as the named activation that it spells out.
  @Test
  void expressionsEqualNamedActivations() {
    assertClose(sums(Activation.Formula.parse("erf(x)")), sums(new Activation.Erf()));
    assertClose(sums(Activation.Formula.parse("exp(-x^2/2)")), sums(new Activation.Gaussian()));
    assertClose(sums(Activation.Formula.parse("x/(1 + exp(-x))")), sums(new Activation.Swish()));
    assertClose(
        sums(Activation.Formula.parse("relu(x) - 0.1*relu(-x)")),
        sums(new Activation.LeakyRelu(0.1)));
    assertClose(
        sums(Activation.Formula.parse("(1 - 2)*x + sqrt(abs(x))^2 - --x^3/3 + log(e)*0")),
        sums(Activation.Formula.parse("-x + abs(x) - x*x*x/3")));
  }

  private static void assertClose(double[][] actual, double[][] expected) {
    for (int p = 0; p < expected.length; p++) {
      for (int m = 0; m < expected[p].length; m++) {
        assertThat(actual[p][m])
            .isCloseTo(expected[p][m], org.assertj.core.api.Assertions.within(1e-13));
      }
    }
  }

  /// Outputs handed over from outside give the sums that drawing them gives.
  @Test
  void samplesFromOutsideGiveTheSameSums() {
    NeuralField field = NeuralField.erfNet(1).width(3);
    int networks = 4000;
    double[][] outputs = new double[2][networks];
    Ensemble ensemble =
        Ensemble.of(field).networks(networks).estimator(Estimator.OUTPUTS).highestOrder(3);
    NetworkTile tile =
        new NetworkTile(
            field,
            POINTS,
            org.nnft.random.StreamKey.of(1, field.toString()),
            org.nnft.math.Lanes.best(),
            networks);
    tile.outputs(0, networks, outputs);
    FieldSamples samples =
        new FieldSamples() {
          @Override
          public long networks() {
            return networks;
          }

          @Override
          public int points() {
            return 2;
          }

          @Override
          public int outputs() {
            return 1;
          }

          @Override
          public void read(long first, int n, double[][] f) {
            for (int p = 0; p < 2; p++) {
              System.arraycopy(outputs[p], (int) first, f[p], 0, n);
            }
          }
        };
    assertThat(new SampledEnsemble(samples, Estimator.OUTPUTS, 3).over().run(2).blockSums())
        .isDeepEqualTo(ensemble.over(POINTS).run(1).blockSums());
    assertThatThrownBy(() -> new SampledEnsemble(samples, Estimator.GAUSSIAN_READOUT, 3))
        .hasMessageContaining("needs the hidden units");
  }
}
