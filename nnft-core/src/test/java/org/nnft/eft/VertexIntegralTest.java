package org.nnft.eft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.nnft.eft.PaperNetworks.ERF;
import static org.nnft.eft.PaperNetworks.scaled;
import static org.nnft.eft.PaperNetworks.vertex;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nnft.field.PointSet;
import org.nnft.network.NeuralField;
import org.nnft.statistics.Estimate;

/// Integrals over the position of a vertex.
class VertexIntegralTest {

  /// d = 2: polar coordinates by mpmath, split at the angles of ±x₁ and ±x₂; relative to 10⁻¹⁰.
  @Test
  void reluVertexInTwoDimensions() {
    PointSet points = PointSet.of(new double[][] {{0.2, 1}, {1, -0.5}});
    VertexIntegral v = vertex(NeuralField.reluNet(2), points, 1);
    assertThat(v.legs(0, 0, 0, 1).value()).isCloseTo(0.000788558154630192, within(1e-12));
    assertThat(v.legs(0, 0, 1, 1).value()).isCloseTo(0.000561212553479255, within(1e-12));
    assertThat(v.integral(1, 1, 0, 1).value()).isCloseTo(0.006258543624380797, within(1e-12));
    assertThat(v.legs(0, 0, 1, 1).error()).isLessThan(1e-11);
  }

  /// Scaled boxes are boxes: legs, tadpoles, curvature, the face and the exchange, in d = 1 and 2.
  @ParameterizedTest
  @CsvSource({"1", "2"})
  void homogeneousBoxesScale(int d) {
    double[][] x = {{0.3, 1}, {1, -0.2}};
    PointSet points =
        PointSet.of(Arrays.stream(x).map(p -> Arrays.copyOf(p, d)).toArray(double[][]::new));
    NeuralField field = NeuralField.reluNet(d);
    VertexIntegral near = vertex(field, points, 2).scaledTo(1).scaledTo(5);
    VertexIntegral far = vertex(field, points, 5);
    double ε = 1e-9;
    double whole = far.integral(1, 1, 0, 1).value();
    assertThat(near.integral(1, 1, 1, 0).value()).isCloseTo(whole, within(ε * whole));
    double face = far.derivative(1, 0, 0, 0, 0).value();
    assertThat(near.derivative(1, 0, 0, 0, 0).value()).isCloseTo(face, within(ε * face));
    int[] six = {0, 0, 0, 0, 1, 1};
    VertexIntegral.Exchange exchange = far.exchange(List.of(six)).getFirst();
    VertexIntegral.Exchange scaled = near.exchange(List.of(six)).getFirst();
    assertThat(scaled.value().value())
        .isCloseTo(exchange.value().value(), within(ε * exchange.value().value()));
    assertThat(scaled.derivative())
        .isCloseTo(exchange.derivative(), within(ε * exchange.derivative()));
    assertThatThrownBy(() -> vertex(NeuralField.erfNet(1), ERF, 1).scaledTo(2))
        .hasMessageContaining("homogeneous");
  }

  /// ∫ΠK_W = √(π/2) exp(−(Σx² − 4x̄²)/2) at Λ = ∞, and √(π/2) erf(√2 Λ) at x = 0.
  @Test
  void gaussVertex() {
    NeuralField field = NeuralField.gaussNet(1);
    VertexIntegral v = vertex(field, PointSet.line(0, 0.7, -1.3), Double.POSITIVE_INFINITY);
    double sum = 2 * 0.49 + 1.69;
    double mean = (1.4 - 1.3) / 4;
    double exact = Math.sqrt(Math.PI / 2) * Math.exp(-(sum - 4 * mean * mean) / 2);
    assertThat(v.legs(0, 1, 1, 2).value()).isCloseTo(exact, within(1e-12));
    VertexIntegral box = vertex(field, PointSet.line(0), 0.5);
    assertThat(box.legs(0, 0, 0, 0).value())
        .isCloseTo(Math.sqrt(Math.PI / 2) * 0.6826894921370859, within(1e-12));
  }

  /// exp(−Σ(xᵢ − y)²/2d) over all space at x = 0: (2πd/8)^(d/2)·2^(d/2) = (πd/2)^(d/2).
  @ParameterizedTest
  @CsvSource({"2", "3"})
  void gaussVertexInMoreDimensions(int d) {
    double[] near = new double[d];
    near[0] = 0.3;
    near[1] = -0.4;
    PointSet points = PointSet.of(new double[][] {new double[d], near});
    VertexIntegral v = vertex(NeuralField.gaussNet(d), points, Double.POSITIVE_INFINITY);
    double exact = Math.pow(Math.PI * d / 2, d / 2.0);
    assertThat(v.legs(0, 0, 0, 0).value()).isCloseTo(exact, within(1e-9 * exact));
    // Two points at 0 and two at distance ½: Σx² − 4x̄² = ¼.
    assertThat(v.legs(0, 0, 1, 1).value())
        .isCloseTo(exact * Math.exp(-0.25 / (2 * d)), within(1e-9 * exact));
  }

  /// Erf-net by tensor Gauss–Legendre rules of 60 and 90, 50 and 70 nodes in NumPy, equal to 10⁻¹³; the errors
  /// claimed must cover the difference.
  @ParameterizedTest
  @CsvSource({
    "2, 4, 0.2868258369041227, 0.34444000525794694",
    "3, 3, 1.0716684595121702, 0.9807560394654069"
  })
  void erfVertexInMoreDimensions(int d, double cutoff, double three, double two) {
    double[][] points =
        d == 2 ? new double[][] {{0.5, -1}, {1, 1}} : new double[][] {{-1, -1, -1}, {1, 1, -1}};
    VertexIntegral v = vertex(NeuralField.erfNet(d), PointSet.of(points), cutoff);
    Estimate first = v.legs(0, 0, 0, 1);
    Estimate second = v.legs(0, 0, 1, 1);
    assertThat(first.value()).isCloseTo(three, within(1e-7));
    assertThat(second.value()).isCloseTo(two, within(1e-7));
    assertThat(Math.abs(first.value() - three)).isLessThan(first.error() + 1e-12);
    assertThat(Math.abs(second.value() - two)).isLessThan(second.error() + 1e-12);
  }
}
