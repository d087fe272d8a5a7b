package org.nnft.eft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nnft.network.Activation;
import org.nnft.network.HiddenLayer;
import org.nnft.network.IndependentDensity.Constant;
import org.nnft.network.IndependentDensity.Laplace;
import org.nnft.network.IndependentDensity.Normal;
import org.nnft.network.NeuralField;
import org.nnft.network.Parameterisation;
import org.nnft.network.Readout;

class OnePointActionTest {

  /// Units ±1 and Laplace weights of variance 1/N: a sum of Laplace variables.
  private static NeuralField laplace(int width) {
    return new NeuralField(
        1,
        List.of(
            new HiddenLayer(
                width,
                new Activation.Sign(),
                Parameterisation.STANDARD,
                new Normal(0, 1),
                new Constant(0))),
        new Readout(1, Parameterisation.STANDARD, new Laplace(0, Math.sqrt(0.5)), new Constant(0)));
  }

  /// S by mpmath's quadrature of the characteristic function to 25 digits: (1 + k²/2N)^(−N) for Laplace,
  /// (e^(−u)I₀(u))ᴺ with u = k²/4N for cos, (½ + ½/√(1 + k²x²/N))ᴺ for ReLU, and for erf the fifth power of a
  /// quadrature over z times e^(−k²/2).
  @ParameterizedTest
  @CsvSource({
    "laplace, 50, 1, 1, 1.42409568512277172732",
    "laplace, 100, 1, 1, 1.42147798027179825769",
    "laplace, 200, 1, 0, 0.917060402335517427473",
    "cos, 8, 0.3, 0, 0.545234263295613851",
    "cos, 8, 0.3, 0.7, 1.08225927860801017",
    "cos, 8, 0.3, 2, 4.4388496623533182",
    "relu, 80, 1.5, 0, 0.953560824826890283",
    "relu, 80, 1.5, -1, 1.43617042867695509",
    "relu, 80, 1.5, 3, 4.85283466421036401",
    "erf, 5, 0.6, 0, 1.124694167018674",
    "erf, 5, 0.6, 1.5, 1.87339108770257",
    "erf, 5, 0.6, 4, 6.318248530533489"
  })
  void exactActions(String net, int width, double x, double f, double exact) {
    NeuralField field =
        switch (net) {
          case "laplace" -> laplace(width);
          case "cos" -> NeuralField.cosNet(1).width(width);
          case "relu" -> NeuralField.reluNet(1).width(width);
          default -> NeuralField.erfNet(1).width(width);
        };
    var value = OnePointAction.of(field, x).value(f);
    assertThat(value.value()).isCloseTo(exact, within(1e-11));
    assertThat(value.error()).isLessThan(1e-10);
  }

  /// Laplace, N = 20: each order is the better one near the centre, and none of them in the tail.
  @Test
  void theSeriesIsUsefulInTheCentre() {
    double[] fields = IntStream.rangeClosed(0, 60).mapToDouble(k -> 0.1 * k).toArray();
    OnePointSeries series = OnePointSeries.of(laplace(20), new double[] {1}, fields, 3);
    assertThat(series.bestOrder(5)).isEqualTo(3);
    assertThat(series.usefulTo(3, 1e-3)).isGreaterThan(series.usefulTo(2, 1e-3));
    assertThat(series.usefulTo(2, 1e-3)).isGreaterThan(series.usefulTo(0, 1e-3));
    assertThat(series.bestOrder(60)).isLessThan(2);
    assertThat(series.usefulTo(0, 1e-12)).isEqualTo(-1);
  }

  @Test
  void farTailsAreFlagged() {
    OnePointAction action = OnePointAction.of(laplace(2000), 1.0);
    assertThat(action.value(9.5).error()).isInfinite();
  }

  @Test
  void badInputIsExplained() {
    assertThatThrownBy(() -> OnePointAction.of(NeuralField.reluNet(1).width(3), 1.0))
        .hasMessageContaining("falls too slowly")
        .hasMessageContaining("all units off");
    assertThatThrownBy(() -> OnePointAction.of(laplace(9), 1.0).density(50))
        .hasMessageContaining("within 10 standard deviations");
    assertThatThrownBy(() -> OnePointAction.of(NeuralField.freeScalar(1, 1, 2).width(9), 1.0))
        .hasMessageContaining("Gaussian pre-activations");
    assertThatThrownBy(() -> OnePointSeries.of(laplace(9), new double[] {1}, new double[] {0}, 4))
        .hasMessageContaining("orders 0 to 3");
  }
}
