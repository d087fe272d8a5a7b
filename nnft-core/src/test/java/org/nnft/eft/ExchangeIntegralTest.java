package org.nnft.eft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nnft.feynman.VertexKernel;
import org.nnft.field.PointSet;

class ExchangeIntegralTest {
  private static final List<int[]> SIX = List.of(new int[6]);

  private static VertexIntegral.Exchange exchange(VertexKernel kernel, double[] x, double cutoff) {
    return VertexIntegral.of(kernel, PointSet.of(new double[][] {x}), cutoff)
        .exchange(SIX)
        .getFirst();
  }

  private static VertexKernel gaussian(int d) {
    return VertexKernel.of(
        d,
        (x, y) -> {
          double square = 0;
          for (int k = 0; k < d; k++) {
            square += (x[k] - y[k]) * (x[k] - y[k]);
          }
          return Math.exp(-square / 2);
        });
  }

  /// 10 ∫∫ exp(−½(3y² + 3z² + (y − z)²)) = 10 (2π/√15)ᵈ, by panels in d = 1, by random shifts in d = 3 to 5 standard errors,
  /// which one right value in two million misses.
  @Test
  void gaussianKernels() {
    for (int d : new int[] {1, 3}) {
      double closed = 10 * Math.pow(2 * Math.PI / Math.sqrt(15), d);
      VertexIntegral.Exchange x = exchange(gaussian(d), new double[d], Double.POSITIVE_INFINITY);
      assertThat(x.value().value())
          .isCloseTo(closed, within(Math.max(1e-9 * closed, 5 * x.value().error())));
      assertThat(x.value().error()).isLessThan(1e-2 * closed);
      assertThat(x.derivative()).isZero();
    }
  }

  /// A box that the kernel does not fill is no different from all of space.
  @Test
  void aLargeBoxIsAllSpace() {
    VertexIntegral.Exchange all = exchange(gaussian(3), new double[3], Double.POSITIVE_INFINITY);
    VertexIntegral.Exchange box = exchange(gaussian(3), new double[3], 1e5);
    assertThat(box.value()).isEqualTo(all.value());
  }

  /// K = 1 + x·y in the box abs(yᵢ) ≤ Λ at x = 0: 10 ∫∫ (1 + y·z) = 10 (2Λ)²ᵈ, whose derivative is 20d(2Λ)²ᵈ/Λ.
  @Test
  void derivativesByTheCutoff() {
    VertexKernel kernel =
        VertexKernel.of(
            3,
            (x, y) -> {
              double sum = 1;
              for (int k = 0; k < 3; k++) {
                sum += x[k] * y[k];
              }
              return sum;
            });
    double volume = Math.pow(2 * 1.5, 6);
    VertexIntegral.Exchange x = exchange(kernel, new double[3], 1.5);
    assertThat(x.value().value()).isCloseTo(10 * volume, within(5 * x.value().error() + 1e-6));
    assertThat(x.derivative()).isCloseTo(60 * volume / 1.5, within(1e-2 * 60 * volume / 1.5));
  }
}
