package org.nnft.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nnft.lattice.FreeLattice;
import org.nnft.lattice.Lattice;
import org.nnft.lattice.LatticeFunction;
import org.nnft.lattice.LatticeMeasurement;
import org.nnft.lattice.LatticeObservable;
import org.nnft.lattice.Phi4;
import org.nnft.statistics.Estimate;
import org.nnft.statistics.ReplicaSeries;

class TorusNetworkTest {
  private static final Lattice RING = Lattice.of(4);

  /// On a ring of 4 sites two neurons are two of four momenta and two phases: sums over momenta and trapezoids over
  /// phases, which converge exponentially.
  private static double[] exact(TorusNetwork network) {
    int phases = 48;
    int states = 4 * phases;
    double[][] wave = new double[states][4];
    double[] probability = new double[states];
    double height = Math.sqrt(2 * network.variance() / network.width());
    for (int p = 0; p < 4; p++) {
      for (int j = 0; j < phases; j++) {
        for (int x = 0; x < 4; x++) {
          wave[p * phases + j][x] =
              height * Math.cos(2 * Math.PI * (p * x / 4.0 + j / (double) phases));
        }
        probability[p * phases + j] =
            1 / (network.massSquared() + network.dispersion().at(RING, p));
      }
    }
    double z = 0;
    double[] sums = new double[3];
    for (int a = 0; a < states; a++) {
      for (int b = 0; b < states; b++) {
        double s = 0;
        double m = 0;
        double square = 0;
        double neighbour = 0;
        for (int x = 0; x < 4; x++) {
          double φ = wave[a][x] + wave[b][x];
          double next = wave[a][(x + 1) % 4] + wave[b][(x + 1) % 4];
          s +=
              (network.action().massSquared() - network.massSquared()) / 2 * φ * φ
                  + network.action().coupling() / 24 * Math.pow(φ, 4);
          m += φ;
          square += φ * φ / 4;
          neighbour += φ * next / 4;
        }
        double w = probability[a] * probability[b] * Math.exp(-s);
        z += w;
        sums[0] += w * square;
        sums[1] += w * neighbour;
        sums[2] += w * m * m / 4;
      }
    }
    return new double[] {sums[0] / z, sums[1] / z, sums[2] / z};
  }

  private static LatticeMeasurement chained(TorusNetwork network, int links, int steps) {
    TorusChain chain = new TorusChain(network, steps, 5);
    List<double[]> all = new ArrayList<>();
    for (int l = 0; l < links; l++) {
      all.add(chain.link(0, l, all.isEmpty() ? null : all.getLast()));
    }
    return new LatticeMeasurement(
        network.lattice(),
        all.stream()
            .skip(1)
            .map(link -> ReplicaSeries.of(chain.series(link)))
            .reduce(ReplicaSeries::then)
            .orElseThrow());
  }

  private static double[][] blocks(TorusReweighting draws) {
    return IntStream.range(0, TorusReweighting.BLOCKS)
        .mapToObj(draws::block)
        .toArray(double[][]::new);
  }

  /// 14 pulls: P(any |z| > 4.5) < 10⁻⁴. A coupling larger by a fifth is told apart.
  @ParameterizedTest
  @EnumSource(Dispersion.class)
  void twoNeuronsAreAQuadrature(Dispersion dispersion) {
    TorusNetwork network = TorusNetwork.of(RING, Phi4.continuum(1, -0.5, 6), dispersion, 2);
    double[] exact = exact(network);
    LatticeMeasurement chain = chained(network, 11, 400);
    assertThat(chain.square().mean().pull(exact[0])).isBetween(-4.5, 4.5);
    assertThat(chain.neighbour().mean().pull(exact[1])).isBetween(-4.5, 4.5);
    assertThat(chain.susceptibility().mean().pull(exact[2])).isBetween(-4.5, 4.5);
    assertThat(chain.energyWeight().mean().pull(1)).isBetween(-4.5, 4.5);
    TorusReweighting draws = new TorusReweighting(network, 40_000, 5);
    double[][] blocks = blocks(draws);
    assertThat(draws.derived(blocks, a -> a[LatticeObservable.SQUARE]).pull(exact[0]))
        .isBetween(-4.5, 4.5);
    assertThat(draws.derived(blocks, a -> a[LatticeObservable.NEIGHBOUR]).pull(exact[1]))
        .isBetween(-4.5, 4.5);
    assertThat(draws.derived(blocks, LatticeFunction.susceptibility(RING)).pull(exact[2]))
        .isBetween(-4.5, 4.5);
    assertThat(draws.effectiveShare(blocks)).isBetween(0.3, 1.0);
    double[] wrong =
        exact(
            new TorusNetwork(
                RING, Phi4.continuum(1, -0.5, 7.2), network.massSquared(), dispersion, 2));
    assertThat(Math.abs(chain.square().mean().pull(wrong[0]))).isGreaterThan(6);
  }

  @Test
  void theFreeTheoryIsThatOfTheLattice() {
    Lattice lattice = Lattice.cubic(2, 6);
    TorusNetwork network =
        new TorusNetwork(lattice, Phi4.continuum(2, 0.25, 0), 0.25, Dispersion.LATTICE, 3);
    FreeLattice free = new FreeLattice(lattice, 0.25);
    assertThat(network.propagator(2, 1)).isCloseTo(free.propagator(2, 1), within(1e-14));
    assertThat(network.variance()).isCloseTo(free.propagator(0, 0), within(1e-14));
    // G̃(0) = 1/M², so Σ G = V G(0) P(0) = 1/M².
    assertThat(network.zeroModeShare() * 36 * network.variance()).isCloseTo(4, within(1e-12));
  }

  /// M² = m₀² + ½λG(0), of either sign of m₀².
  @ParameterizedTest
  @CsvSource({"1, 1", "-4, 48", "-1, 0.5"})
  void theMassSolvesTheGapEquation(double massSquared, double coupling) {
    TorusNetwork network =
        TorusNetwork.of(
            Lattice.cubic(2, 5), Phi4.continuum(2, massSquared, coupling), Dispersion.LATTICE, 1);
    assertThat(network.massSquared())
        .isCloseTo(massSquared + coupling / 2 * network.variance(), within(1e-10));
  }

  /// Free networks: weights are 1, the Binder cumulant is that of few neurons with momentum 0. At 4.5 errors; 0, that
  /// of a Gaussian field, is far.
  @Test
  void theZeroModeOfFewNeuronsIsNotGaussian() {
    Lattice lattice = Lattice.cubic(2, 4);
    TorusNetwork network =
        new TorusNetwork(lattice, Phi4.continuum(2, 1, 0), 1, Dispersion.LATTICE, 8);
    TorusReweighting draws = new TorusReweighting(network, 60_000, 2);
    double[][] blocks = blocks(draws);
    Estimate binder = draws.derived(blocks, LatticeFunction.binder());
    assertThat(draws.effectiveShare(blocks)).isCloseTo(1, within(1e-12));
    assertThat(binder.pull(network.freeBinder())).as(binder.toString()).isBetween(-4.5, 4.5);
    assertThat(Math.abs(binder.pull(0))).isGreaterThan(10);
  }

  @Test
  void aChainIsAFunctionOfTheLinkBefore() {
    TorusNetwork network =
        TorusNetwork.of(Lattice.cubic(2, 4), Phi4.continuum(2, -4, 48), Dispersion.CONTINUUM, 5);
    TorusChain chain = new TorusChain(network, 6, 1);
    double[] first = chain.link(1, 0, null);
    double[] second = chain.link(1, 1, first);
    assertThat(chain.link(1, 1, first.clone())).isEqualTo(second);
    assertThat(chain.link(0, 0, null)).isNotEqualTo(first);
    assertThat(Arrays.stream(second).allMatch(Double::isFinite)).isTrue();
  }

  @Test
  void badNetworksAreRefused() {
    Phi4 action = Phi4.continuum(2, 1, 1);
    assertThatThrownBy(() -> TorusNetwork.of(Lattice.of(4, 6), action, Dispersion.LATTICE, 4))
        .hasMessageContaining("cubic lattice of 2 axes, got [4, 6]");
    assertThatThrownBy(
            () -> new TorusNetwork(Lattice.cubic(2, 4), action, 0, Dispersion.LATTICE, 4))
        .hasMessageContaining("M² > 0");
  }
}
