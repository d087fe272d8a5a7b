package org.nnft.lattice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nnft.lattice.FieldSpectrum.Orbit;
import org.nnft.statistics.Estimate;

class FieldSpectrumTest {

  private static double[] field(int sites) {
    double[] φ = new double[sites * FieldForce.REPLICAS];
    Arrays.setAll(φ, i -> Math.sin(1.3 * i + 0.4 * (i % 7)));
    return φ;
  }

  /// Extents of all kinds of factors, against the sum over sites; Parseval.
  @ParameterizedTest
  @ValueSource(strings = {"8", "12", "7", "4,6", "5,5", "3,4,2", "6,6,6", "2,3,2,3"})
  void isTheSumOverSites(String extents) {
    Lattice lattice =
        Lattice.of(Arrays.stream(extents.split(",")).mapToInt(Integer::parseInt).toArray());
    int v = lattice.volume();
    double[] φ = field(v);
    FieldSpectrum spectrum = new FieldSpectrum(lattice);
    List<Orbit> orbits = spectrum.orbits();
    double[][] sums = new double[orbits.size()][FieldForce.REPLICAS];
    spectrum.add(φ, sums);
    int replica = 3;
    double[] direct = new double[orbits.size()];
    for (int p = 0; p < v; p++) {
      double re = 0;
      double im = 0;
      for (int x = 0; x < v; x++) {
        double turn = 0;
        for (int axis = 0; axis < lattice.dimension(); axis++) {
          turn +=
              2
                  * Math.PI
                  * lattice.coordinate(p, axis)
                  * lattice.coordinate(x, axis)
                  / lattice.extent(axis);
        }
        re += φ[x * FieldForce.REPLICAS + replica] * Math.cos(turn);
        im += φ[x * FieldForce.REPLICAS + replica] * Math.sin(turn);
      }
      int orbit = orbit(lattice, orbits, p);
      direct[orbit] += (re * re + im * im) / v / orbits.get(orbit).size();
    }
    double total = 0;
    for (int o = 0; o < direct.length; o++) {
      assertThat(sums[o][replica]).isCloseTo(direct[o], within(1e-11 * v));
      total += orbits.get(o).size() * sums[o][replica];
    }
    double squares = 0;
    for (int x = 0; x < v; x++) {
      squares += Math.pow(φ[x * FieldForce.REPLICAS + replica], 2);
    }
    assertThat(total).isCloseTo(squares, within(1e-10 * v));
  }

  private static int orbit(Lattice lattice, List<Orbit> orbits, int p) {
    int[] k = new int[lattice.dimension()];
    for (int axis = 0; axis < k.length; axis++) {
      int c = lattice.coordinate(p, axis);
      k[axis] = Math.min(c, lattice.extent(axis) - c);
    }
    if (lattice.isCubic()) {
      Arrays.sort(k);
      for (int i = 0; i < k.length / 2; i++) {
        int swap = k[i];
        k[i] = k[k.length - 1 - i];
        k[k.length - 1 - i] = swap;
      }
    }
    for (int o = 0; o < orbits.size(); o++) {
      if (orbits.get(o).k().equals(Arrays.stream(k).boxed().toList())) {
        return o;
      }
    }
    throw new AssertionError(Arrays.toString(k));
  }

  /// A free field has 1/(m₀² + p̂²) on and off the axes. 15 pulls of 64 chains: P(any |z| > 5) < 10⁻⁴; m₀² larger by a
  /// fifth is seen.
  @Test
  void ofAFreeField() {
    Lattice lattice = Lattice.cubic(2, 8);
    HybridMonteCarlo hmc =
        HybridMonteCarlo.of(lattice, Phi4.continuum(2, 0.5, 0), 3)
            .withClusters(false)
            .withGroups(8);
    HybridMonteCarlo.Stretch stretch = hmc.run(hmc.thermalise(100), 600);
    List<Orbit> orbits = new FieldSpectrum(lattice).orbits();
    double farthest = 0;
    for (int o = 0; o < orbits.size(); o++) {
      double[] chains = stretch.spectrum().get(o);
      double mean = Arrays.stream(chains).average().orElseThrow();
      double squares = Arrays.stream(chains).map(v -> (v - mean) * (v - mean)).sum();
      Estimate measured =
          new Estimate(mean, Math.sqrt(squares / (chains.length - 1.0) / chains.length));
      double p2 = orbits.get(o).momentumSquared();
      assertThat(measured.pull(1 / (0.5 + p2))).as("%s", orbits.get(o)).isBetween(-5.0, 5.0);
      farthest = Math.max(farthest, Math.abs(measured.pull(1 / (0.6 + p2))));
    }
    assertThat(farthest).isGreaterThan(8);
  }

  @Test
  void onTheAxesItIsTheTransformOfTheTimeSlices() {
    Lattice lattice = Lattice.cubic(2, 6);
    HybridMonteCarlo hmc = HybridMonteCarlo.of(lattice, Phi4.continuum(2, -1, 6), 3);
    HybridMonteCarlo.Stretch stretch = hmc.run(hmc.thermalise(20), 1);
    LatticeMeasurementOnAxis axis = new LatticeMeasurementOnAxis(stretch, lattice);
    List<Orbit> orbits = new FieldSpectrum(lattice).orbits();
    for (int o = 0; o < orbits.size(); o++) {
      Orbit orbit = orbits.get(o);
      if (orbit.isOnAxis()) {
        assertThat(stretch.spectrum().get(o)[2])
            .isCloseTo(axis.at(orbit.k().getFirst(), 2), within(1e-11));
      }
    }
  }

  /// Σ_t C(t) cos(2πkt/L) of one configuration.
  private record LatticeMeasurementOnAxis(HybridMonteCarlo.Stretch stretch, Lattice lattice) {
    double at(int k, int replica) {
      double[] means = new double[LatticeObservable.count(lattice)];
      Arrays.setAll(means, o -> stretch.series().at(o, replica, 0));
      return LatticeFunction.momentumPropagator(lattice, k).applyAsDouble(means);
    }
  }
}
