package org.nnft.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nnft.field.PointSet;
import org.nnft.network.Activation;
import org.nnft.network.HiddenLayer;
import org.nnft.network.IndependentDensity.Normal;
import org.nnft.network.NeuralField;
import org.nnft.network.Parameterisation;
import org.nnft.network.Readout;
import org.nnft.neuron.FiniteWidthCorrelators;

class DrawnFieldsTest {
  private static final PointSet POINTS = PointSet.line(-0.5, 1);

  private static NeuralField deep() {
    HiddenLayer layer =
        new HiddenLayer(
            7,
            new Activation.Tanh(),
            Parameterisation.STANDARD,
            new Normal(0.2, 1),
            new Normal(0, 0.5));
    Readout readout =
        new Readout(
            3,
            Parameterisation.STANDARD,
            new Normal(0, 1),
            new Normal(0, 0.3),
            List.of(0.4, 0.0, -0.1));
    return new NeuralField(1, List.of(layer, layer), readout);
  }

  /// A cut anywhere gives the same bits, and their power sums are those of the measured ensemble.
  @Test
  void drawsTheNetworksThatAnEnsembleMeasures() {
    DrawnFields drawn = DrawnFields.of(deep(), POINTS, 1000, 5);
    double[][] all = new double[6][1000];
    drawn.read(0, 1000, all);
    double[][] part = new double[6][300];
    drawn.read(411, 300, part);
    for (int i = 0; i < 6; i++) {
      assertThat(part[i]).isEqualTo(Arrays.copyOfRange(all[i], 411, 711));
    }
    Measurement measured = Ensemble.of(deep()).networks(1000).seed(5).highestOrder(2).run(POINTS);
    double mean = Arrays.stream(all[3]).sum() / 1000;
    assertThat(measured.full(1)[3].value()).isCloseTo(mean, within(1e-14));
  }

  /// f_a = Σ V_aj h_j + c_a from the parameters that the tap saw, by hand.
  @Test
  void theTapSeesEveryParameterOnce() {
    int width = 7;
    double[] w0 = new double[width];
    double[] b0 = new double[width];
    double[][] w1 = new double[width][];
    double[] b1 = new double[width];
    double[][] v = new double[width][];
    double[] c = new double[3];
    ParameterTap tap =
        new ParameterTap() {
          @Override
          public void weights(int layer, int unit, double[][] weights, int n) {
            double[] values = Arrays.stream(weights).mapToDouble(x -> x[0]).toArray();
            switch (layer) {
              case 0 -> w0[unit] = values[0];
              case 1 -> w1[unit] = values;
              default -> v[unit] = values;
            }
          }

          @Override
          public void biases(int layer, int unit, double[] biases, int n) {
            (layer == 0 ? b0 : layer == 1 ? b1 : c)[unit] = biases[0];
          }
        };
    double[][] f = new double[6][1];
    DrawnFields.of(deep(), POINTS, 10, 5).tapped(tap).read(3, 1, f);
    for (int p = 0; p < 2; p++) {
      for (int a = 0; a < 3; a++) {
        double sum = c[a];
        for (int j = 0; j < width; j++) {
          double z = b1[j];
          for (int k = 0; k < width; k++) {
            z += w1[j][k] * Math.tanh(w0[k] * POINTS.at(p, 0) + b0[k]);
          }
          sum += v[j][a] * Math.tanh(z);
        }
        assertThat(f[p * 3 + a][0]).isCloseTo(sum, within(1e-13));
      }
    }
  }

  /// ReLU at x = 1, W ~ N(0, 1): M₁ = 1/√(2π), M₂ = ½. With E V_a = m_a and N = 3,
  /// ⟨f_a⟩ = N m_a M₁ and ⟨f_a f_b⟩ = (δ_ab + N m_a m_b) M₂ + N(N−1) m_a m_b M₁².
  @Test
  void meansOfRowsEnterTheExactCorrelators() {
    NeuralField field = NeuralField.reluNet(1).width(3);
    Readout readout =
        new Readout(2, Parameterisation.STANDARD, new Normal(0, 1), field.readout().bias())
            .withWeightMeans(List.of(0.4, 0.0));
    FiniteWidthCorrelators exact =
        FiniteWidthCorrelators.of(new NeuralField(1, field.hidden(), readout), PointSet.line(1), 2);
    double m1 = 1 / Math.sqrt(2 * Math.PI);
    assertThat(exact.full(0)).isCloseTo(3 * 0.4 * m1, within(1e-12));
    assertThat(exact.full(1)).isZero();
    assertThat(exact.full(0, 0))
        .isCloseTo((1 + 3 * 0.16) * 0.5 + 6 * 0.16 * m1 * m1, within(1e-12));
    assertThat(exact.full(0, 1)).isZero();
    assertThat(exact.full(1, 1)).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void aMeanForEachOutput() {
    assertThatThrownBy(() -> deep().readout().withWeightMeans(List.of(0.1)))
        .hasMessage(
            "there must be one mean of the output weights for each of the 3 outputs, got 1");
  }
}
