package org.nnft.lattice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nnft.math.Lanes;
import org.nnft.statistics.GammaMethod;

class HybridMonteCarloTest {

  private static final int TRAJECTORIES = 10_000;

  private record Pulled(String what, double pull) {}

  private static LatticeMeasurement measure(HybridMonteCarlo hmc, int trajectories) {
    return hmc.run(hmc.thermalise(200), trajectories).measurement(hmc.lattice());
  }

  private static List<Pulled> pulls(LatticeMeasurement measured, TransferMatrix.Exact exact) {
    List<Pulled> pulls = new ArrayList<>();
    add(pulls, "square", measured.square(), exact.square());
    add(pulls, "fourth", measured.fourth(), exact.fourth());
    add(pulls, "neighbour", measured.neighbour(), exact.neighbour());
    add(pulls, "susceptibility", measured.susceptibility(), exact.susceptibility());
    add(pulls, "binder", measured.binder(), exact.binder());
    add(pulls, "energy weight", measured.energyWeight(), 1);
    for (int t = 0; t < exact.slices().size(); t++) {
      add(pulls, "slice " + t, measured.sliceCorrelator().get(t), exact.slices().get(t));
    }
    return pulls;
  }

  private static void add(List<Pulled> pulls, String what, GammaMethod measured, double exact) {
    assertThat(measured.isLongEnough()).as(what).isTrue();
    pulls.add(new Pulled(what, measured.mean().pull(exact)));
  }

  /// 41 observables of five lattices, with and without clusters, by both integrators: P(any |z| > 4.5) < 3·10⁻⁴
  /// by Bonferroni. Their mean square is 1 with a standard deviation of at most √(2/5 · 1.5) for sets that move
  /// together: outside (0.2, 2.6) with probability below 10⁻².
  @Test
  void pullsAgainstExactValues() {
    List<Pulled> all = new ArrayList<>();
    Lattice two = Lattice.cubic(2, 2);
    Lattice three = Lattice.cubic(2, 3);
    Lattice ring = Lattice.of(8);
    Phi4 strong = Phi4.continuum(2, -4, 48);
    Phi4 broken = Phi4.continuum(2, -1, 6);
    Phi4 weak = Phi4.continuum(1, 1, 1);
    Phi4 oblong = Phi4.continuum(2, 1, 1);
    all.addAll(
        pulls(measure(HybridMonteCarlo.of(two, strong, 1), TRAJECTORIES), exact(two, strong)));
    all.addAll(
        pulls(
            measure(
                HybridMonteCarlo.of(three, strong, 2).withClusters(false).with(Integrator.LEAPFROG),
                TRAJECTORIES),
            exact(three, strong)));
    all.addAll(
        pulls(measure(HybridMonteCarlo.of(three, broken, 3), TRAJECTORIES), exact(three, broken)));
    all.addAll(
        pulls(
            measure(HybridMonteCarlo.of(ring, weak, 4).withClusters(false), TRAJECTORIES),
            exact(ring, weak)));
    all.addAll(
        pulls(
            measure(HybridMonteCarlo.of(Lattice.of(5, 2), oblong, 5), TRAJECTORIES),
            exact(Lattice.of(5, 2), oblong)));
    assertThat(all).hasSizeGreaterThanOrEqualTo(40);
    assertThat(all).allSatisfy(p -> assertThat(Math.abs(p.pull())).as(p.what()).isLessThan(4.5));
    double meanSquare = all.stream().mapToDouble(p -> p.pull() * p.pull()).average().orElseThrow();
    assertThat(meanSquare).isBetween(0.2, 2.6);
  }

  private static TransferMatrix.Exact exact(Lattice lattice, Phi4 action) {
    return TransferMatrix.converged(lattice, action, 1e-6);
  }

  /// The negative twin: a weight with λ larger by 3 %.
  @Test
  void aWrongWeightIsCaught() {
    Lattice lattice = Lattice.cubic(2, 3);
    Phi4 wrong = Phi4.continuum(2, -4, 48 * 1.03);
    List<Pulled> pulls =
        pulls(
            measure(HybridMonteCarlo.of(lattice, wrong, 6), TRAJECTORIES),
            exact(lattice, Phi4.continuum(2, -4, 48)));
    assertThat(pulls.stream().mapToDouble(p -> Math.abs(p.pull())).max().orElseThrow())
        .isGreaterThan(8);
  }

  /// Fields of λ = 48 under the H of λ = 48: ⟨e^(−ΔH)⟩ = 1, although the force is that of λ = 36 and H far from
  /// conserved. The same fields under the H of λ = 30 are out of equilibrium, and it is not.
  @Test
  void theEnergyTestSeesAFieldOutOfEquilibrium() {
    Lattice lattice = Lattice.cubic(2, 4);
    HybridMonteCarlo right =
        HybridMonteCarlo.of(lattice, Phi4.continuum(2, -4, 48), 7).withGroups(100);
    Phi4 guide = Phi4.continuum(2, -4, 36);
    HybridMonteCarlo wrong =
        new HybridMonteCarlo(
            lattice, Phi4.continuum(2, -4, 30), guide, Integrator.OMELYAN, 1.5, true, 100, 7);
    List<ChainState> states = right.thermalise(60);
    assertThat(Math.abs(firstTrajectories(right.guidedBy(guide), states).mean().pull(1)))
        .isLessThan(4);
    assertThat(Math.abs(firstTrajectories(wrong, states).mean().pull(1))).isGreaterThan(8);
  }

  /// e^(−ΔH) of the first trajectory of each replica, by fine steps.
  private static GammaMethod firstTrajectories(HybridMonteCarlo hmc, List<ChainState> states) {
    List<ChainState> fine =
        states.stream().map(s -> new ChainState(s.trajectory(), 20, s.field())).toList();
    LatticeMeasurement measured = hmc.run(fine, 1).measurement(hmc.lattice());
    double[] weights = new double[hmc.replicas()];
    for (int r = 0; r < weights.length; r++) {
      weights[r] = measured.series().at(LatticeObservable.ENERGY_WEIGHT, r, 0);
    }
    return GammaMethod.of(weights);
  }

  /// A wrong force keeps the map reversible and area-preserving, so the chain stays exact (the acceptance falls);
  /// what shows it is that ΔH no longer vanishes with the square of the step.
  @Test
  void aWrongForceIsCaught() {
    Lattice lattice = Lattice.cubic(2, 4);
    HybridMonteCarlo right = HybridMonteCarlo.of(lattice, Phi4.continuum(2, -4, 48), 9);
    HybridMonteCarlo wrong = right.guidedBy(Phi4.continuum(2, -4, 36));
    List<ChainState> states = right.thermalise(100);
    for (Integrator integrator : Integrator.values()) {
      assertThat(right.with(integrator).energyScaling(states, 40)).isBetween(3.5, 4.5);
      assertThat(wrong.with(integrator).energyScaling(states, 40)).isBetween(0.8, 1.2);
    }
    LatticeMeasurement guided = wrong.withClusters(false).run(states, 6000).measurement(lattice);
    LatticeMeasurement plain = measure(right, 6000);
    assertThat(guided.energyWeight().mean().pull(1)).isBetween(-4.0, 4.0);
    double difference = guided.square().mean().value() - plain.square().mean().value();
    double error = Math.hypot(guided.square().mean().error(), plain.square().mean().error());
    assertThat(Math.abs(difference / error)).isLessThan(4);
  }

  /// Central differences of S in 12 directions: the force is its gradient to rounding.
  @Test
  void theForceIsTheGradient() {
    for (int d = 1; d <= 4; d++) {
      Lattice lattice = Lattice.cubic(d, 3);
      Phi4 action = Phi4.continuum(d, -0.7, 2.3);
      FieldForce force = new FieldForce(lattice, Lanes.best());
      int n = lattice.volume() * FieldForce.REPLICAS;
      double[] φ = new double[n];
      for (int i = 0; i < n; i++) {
        φ[i] = Math.sin(1.7 * i + 0.3);
      }
      double[] p = new double[n];
      force.kick(action, 1, φ, p);
      for (int i = 0; i < n; i += 1 + n / 12) {
        double h = 1e-5;
        double[] above = shifted(force, action, φ, i, h);
        double[] below = shifted(force, action, φ, i, -h);
        int r = i % FieldForce.REPLICAS;
        assertThat(p[i]).isCloseTo(-(above[r] - below[r]) / (2 * h), offset(1e-8));
      }
    }
  }

  private static double[] shifted(FieldForce force, Phi4 action, double[] φ, int i, double by) {
    double[] moved = φ.clone();
    moved[i] += by;
    double[] sums = new double[FieldForce.REPLICAS];
    force.action(action, moved, sums);
    return sums;
  }

  /// Steps so long that a quartic force runs away: fields overflow, H is ∞ − ∞, and such trajectories are rejected with
  /// e^(−ΔH) = 0.
  @Test
  void anOverflowIsARejection() {
    HybridMonteCarlo coarse =
        HybridMonteCarlo.of(Lattice.cubic(2, 4), Phi4.continuum(2, -4, 72), 4)
            .with(Integrator.LEAPFROG)
            .withLength(8);
    List<ChainState> states =
        coarse.thermalise(20).stream()
            .map(s -> new ChainState(s.trajectory(), 3, s.field()))
            .toList();
    LatticeMeasurement measured = coarse.run(states, 50).measurement(coarse.lattice());
    assertThat(measured.acceptance()).isLessThan(0.1);
    for (int t = 0; t < 50; t++) {
      for (int r = 0; r < coarse.replicas(); r++) {
        assertThat(measured.series().at(LatticeObservable.ENERGY_WEIGHT, r, t)).isFinite();
        assertThat(measured.series().at(LatticeObservable.SQUARE, r, t)).isBetween(0.0, 5.0);
      }
    }
  }

  @Test
  void aResumedChainHasTheSameBits() {
    HybridMonteCarlo hmc =
        HybridMonteCarlo.of(Lattice.of(4, 6), Phi4.continuum(2, -1, 6), 10).withGroups(2);
    List<ChainState> start = hmc.thermalise(50);
    HybridMonteCarlo.Stretch whole = hmc.run(start, 30);
    HybridMonteCarlo.Stretch first = hmc.run(start, 13);
    List<ChainState> read =
        first.states().stream().map(s -> ChainState.ofNumbers(s.toNumbers())).toList();
    HybridMonteCarlo.Stretch second = hmc.run(read, 17);
    for (int g = 0; g < 2; g++) {
      assertThat(second.states().get(g).toNumbers()).isEqualTo(whole.states().get(g).toNumbers());
    }
    assertThat(first.series().then(second.series()).at(0, 11, 20))
        .isEqualTo(whole.series().at(0, 11, 20));
    assertThatThrownBy(() -> ChainState.ofNumbers(new double[5]))
        .hasMessageContaining("no state of a chain");
  }

  @Test
  void tooLargeALatticeIsRefused() {
    assertThatThrownBy(() -> HybridMonteCarlo.of(Lattice.cubic(4, 60), Phi4.continuum(4, 1, 1), 1))
        .hasMessageContaining("MB are there; choose a smaller one");
  }
}
