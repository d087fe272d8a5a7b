package org.nnft.lattice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransferMatrixTest {

  /// Values of an independent program in another basis, as many digits as it found stable.
  @ParameterizedTest
  @CsvSource({
    "2, 1, 1, 22, 0.905373764462, 0.339207616576, 0.331902829741, 0.187838805293, 0.860461543714, 0.0484550414823, 2e-12",
    "3, 1, 1, 17, 1.5210981722, 0.26817977570, 0.21080078055, 0.09400808549, 0.884458794492, 0.0247716396, 5e-11",
    "2, -4, 48, 16, 2.30072833955, 0.34286884648, 0.224678335584, 0.199356671168, 0.900963282963, 0.363764244432, 6e-12",
    "3, -4, 48, 12, 4.5956909798, 0.308808383958, 0.190407794341, 0.130815588682, 1.20873875055, 0.300199667282, 6e-11",
    "3, -1, 6, 16, 4.3592549311, 0.63348168514, 0.84670500004, 0.43678751387, 3.94980898844, 0.39915978386, 6e-11",
    "4, -4, 48, 10, 7.9503164061, 0.295492428251, 0.177503441543, 0.105006883086, 1.3679351301, 0.234674974, 6e-10"
  })
  void squares(
      int extent,
      double m2,
      double λ,
      int nodes,
      double logZ,
      double square,
      double fourth,
      double neighbour,
      double χ,
      double binder,
      double tolerance) {
    TransferMatrix.Exact exact =
        new TransferMatrix(Lattice.cubic(2, extent), Phi4.continuum(2, m2, λ), nodes).exact();
    assertThat(exact.logPartitionFunction()).isCloseTo(logZ, within(tolerance));
    assertThat(exact.square()).isCloseTo(square, within(tolerance));
    assertThat(exact.fourth()).isCloseTo(fourth, within(tolerance));
    assertThat(exact.neighbour()).isCloseTo(neighbour, within(tolerance));
    assertThat(exact.susceptibility()).isCloseTo(χ, within(tolerance));
    assertThat(exact.binder()).isCloseTo(binder, within(tolerance));
  }

  @ParameterizedTest
  @CsvSource({
    "4, 1.67921153416770, 0.413475617907157, 0.835992703441852",
    "8, 3.3277357593440047, 0.402201992713602, 0.839246242393875",
    "16, NaN, 0.402026869181510, 0.839296978626157"
  })
  void rings(int time, double logZ, double square, double χ) {
    TransferMatrix.Exact exact =
        new TransferMatrix(Lattice.of(time), Phi4.continuum(1, 1, 1), 30).exact();
    if (!Double.isNaN(logZ)) {
      assertThat(exact.logPartitionFunction()).isCloseTo(logZ, within(1e-13));
    }
    assertThat(exact.square()).isCloseTo(square, within(2e-14));
    assertThat(exact.susceptibility()).isCloseTo(χ, within(2e-14));
    if (time == 16) {
      assertThat(exact.slices().get(1)).isCloseTo(0.1416169679648503, within(2e-14));
      assertThat(exact.slices().get(2)).isCloseTo(0.0498872559185434, within(2e-14));
      assertThat(exact.slices().get(3)).isCloseTo(0.0175741800232769, within(2e-14));
    }
  }

  @Test
  void freeFieldIsTheSumOverMomenta() {
    Lattice lattice = Lattice.of(5, 3);
    FreeLattice free = new FreeLattice(lattice, 2);
    TransferMatrix.Exact exact = new TransferMatrix(lattice, Phi4.continuum(2, 2, 0), 14).exact();
    assertThat(exact.logPartitionFunction()).isCloseTo(free.logPartitionFunction(), within(1e-9));
    assertThat(exact.square()).isCloseTo(free.propagator(0, 0), within(1e-9));
    assertThat(exact.neighbour())
        .isCloseTo((free.propagator(1, 0) + free.propagator(0, 1)) / 2, within(1e-9));
    assertThat(exact.susceptibility()).isCloseTo(0.5, within(1e-8));
    assertThat(exact.binder()).isCloseTo(0, within(1e-8));
    for (int t = 0; t <= 2; t++) {
      assertThat(exact.slices().get(t)).isCloseTo(free.sliceCorrelator(t), within(1e-9));
    }
  }

  /// Three dimensions: 2 × 2 × 2, free.
  @Test
  void threeDimensions() {
    Lattice lattice = Lattice.cubic(3, 2);
    FreeLattice free = new FreeLattice(lattice, 6);
    TransferMatrix.Exact exact = new TransferMatrix(lattice, Phi4.continuum(3, 6, 0), 8).exact();
    assertThat(exact.logPartitionFunction()).isCloseTo(free.logPartitionFunction(), within(1e-6));
    assertThat(exact.square()).isCloseTo(free.propagator(0, 0, 0), within(1e-7));
    assertThat(exact.neighbour()).isCloseTo(free.propagator(1, 0, 0), within(1e-7));
  }

  @Test
  void tooLargeALatticeIsRefused() {
    assertThatThrownBy(() -> new TransferMatrix(Lattice.cubic(2, 8), Phi4.continuum(2, 1, 1), 10))
        .hasMessageContaining("has 1.0e+08 states")
        .hasMessageContaining("or sample");
    assertThatThrownBy(() -> new TransferMatrix(Lattice.of(4), Phi4.continuum(2, 1, 1), 10))
        .hasMessageContaining("needs a lattice of 2 axes");
  }
}
