package org.nnft.lattice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.nnft.math.Elementary;
import org.nnft.math.Lanes;
import org.nnft.random.StreamKey;
import org.nnft.random.WordStream;
import org.nnft.statistics.ReplicaSeries;

/// Samples `e^(−S[φ])` on a lattice (Duane, Kennedy, Pendleton, Roweth, Phys. Lett. B 195, 1987).
///
/// A trajectory starts from Gaussian momenta, follows H = ½p² + S over a length drawn uniformly between ½ and 3/2
/// of the nominal one, so that no mode returns to where it was, and is accepted with probability
/// min(1, e^(−ΔH)); then the signs of whole clusters are redrawn ([SignClusters]), if wanted. Both steps leave
/// e^(−S) as it is at every step size.
///
/// Eight replicas run side by side in the lanes of the arrays ([FieldForce]), groups of eight on threads. The random
/// numbers of trajectory t have the address (seed, group, t), so that a chain continued from a [ChainState] has the
/// bits of one never interrupted, on any number of threads.
///
/// The force may belong to another action than the weight (a *guide*): the result stays exact, since the map stays
/// reversible and area-preserving, but H is no longer conserved. ⟨e^(−ΔH)⟩ = 1 therefore tests the weight, the
/// map and the equilibrium; whether the force is −∂S is tested by ΔH → 0 as the steps shrink ([#energyScaling]).
///
/// @param action S of the weight
/// @param guide S of the force; the same, unless a tuned one saves time
/// @param length of a trajectory, > 0; of the order of the correlation length
/// @param clusters whether a cluster update follows each trajectory
/// @param groups of eight replicas, ≥ 1
public record HybridMonteCarlo(
    Lattice lattice,
    Phi4 action,
    Phi4 guide,
    Integrator integrator,
    double length,
    boolean clusters,
    int groups,
    long seed) {

  /// Accepted share below which steps are made shorter, and above which they are made longer. High, since
  /// coarse steps in a quartic potential are unstable and e^(−ΔH) gets heavy tails.
  private static final double LOW = 0.9;

  private static final double HIGH = 0.98;

  /// Trajectories between two adjustments.
  private static final int WINDOW = 10;

  private static final int FEWEST_STEPS = 3;

  private static final int MOST_STEPS = 400;

  /// Trajectories from one transformation to momentum space to the next.
  private static final int SPECTRUM_EVERY = 4;

  /// Arrays of the field's size that a thread holds.
  private static final int ARRAYS = 18;

  public HybridMonteCarlo {
    action.requireDimensionOf(lattice);
    guide.requireDimensionOf(lattice);
    if (!(length > 0 && Double.isFinite(length))) {
      throw new IllegalArgumentException(
          "a trajectory's length must be positive and finite, got " + length);
    }
    if (groups < 1) {
      throw new IllegalArgumentException("at least 1 group of replicas is needed, got " + groups);
    }
    long bytes = (long) groups * ARRAYS * 8 * FieldForce.REPLICAS * lattice.volume();
    if (bytes > Runtime.getRuntime().maxMemory()) {
      throw new IllegalArgumentException(
          "a lattice of %s sites needs %d MB, and %d MB are there; choose a smaller one, or give the program more memory"
              .formatted(lattice.extents(), bytes >> 20, Runtime.getRuntime().maxMemory() >> 20));
    }
  }

  /// Omelyan's integrator, trajectories of length 1.5, cluster updates, one group of eight replicas.
  public static HybridMonteCarlo of(Lattice lattice, Phi4 action, long seed) {
    return new HybridMonteCarlo(lattice, action, action, Integrator.OMELYAN, 1.5, true, 1, seed);
  }

  /// The same with another number of groups.
  public HybridMonteCarlo withGroups(int number) {
    return new HybridMonteCarlo(lattice, action, guide, integrator, length, clusters, number, seed);
  }

  /// Without or with cluster updates.
  public HybridMonteCarlo withClusters(boolean wanted) {
    return new HybridMonteCarlo(lattice, action, guide, integrator, length, wanted, groups, seed);
  }

  /// With another integrator.
  public HybridMonteCarlo with(Integrator other) {
    return new HybridMonteCarlo(lattice, action, guide, other, length, clusters, groups, seed);
  }

  /// With the force of another action.
  public HybridMonteCarlo guidedBy(Phi4 other) {
    return new HybridMonteCarlo(lattice, action, other, integrator, length, clusters, groups, seed);
  }

  /// With trajectories of another length.
  public HybridMonteCarlo withLength(double other) {
    return new HybridMonteCarlo(lattice, action, guide, integrator, other, clusters, groups, seed);
  }

  /// Number of chains.
  public int replicas() {
    return groups * FieldForce.REPLICAS;
  }

  /// Forces that a trajectory of so many steps takes.
  public int forces(int steps) {
    return integrator.forces() * steps + 1;
  }

  /// A stretch of all chains.
  ///
  /// @param states where each group stands at the end
  /// @param series see [LatticeObservable]
  /// @param spectrum the mean of |φ̃(p)|²/V over the stretch for each orbit of momenta and each chain
  public record Stretch(List<ChainState> states, ReplicaSeries series, List<double[]> spectrum) {
    public Stretch {
      states = List.copyOf(states);
      spectrum = List.copyOf(spectrum);
    }

    /// These chains, and others after them.
    Stretch with(Stretch others) {
      List<ChainState> all = new ArrayList<>(states);
      all.addAll(others.states());
      List<double[]> wider = new ArrayList<>();
      for (int p = 0; p < spectrum.size(); p++) {
        double[] own = spectrum.get(p);
        double[] more = others.spectrum().get(p);
        double[] both = Arrays.copyOf(own, own.length + more.length);
        System.arraycopy(more, 0, both, own.length, more.length);
        wider.add(both);
      }
      return new Stretch(all, series.with(others.series()), wider);
    }

    /// What the stretch says of the field.
    public LatticeMeasurement measurement(Lattice lattice) {
      return new LatticeMeasurement(lattice, series);
    }
  }

  /// Thermalises every group ([#thermalise(int, int)]).
  ///
  /// @param trajectories ≥ 10
  /// @return one state for each group
  public List<ChainState> thermalise(int trajectories) {
    return IntStream.range(0, groups)
        .parallel()
        .mapToObj(group -> thermalise(group, trajectories))
        .toList();
  }

  /// Thermalises a group from φ = 0 and tunes its number of steps, which is frozen from then on.
  ///
  /// @param trajectories ≥ 10
  public ChainState thermalise(int group, int trajectories) {
    Run run = new Run(group, new double[lattice.volume() * FieldForce.REPLICAS], 0, 4);
    for (int t = 0; t < trajectories; t++) {
      run.trajectory();
      if ((t + 1) % WINDOW == 0) {
        run.tune();
      }
    }
    return run.state();
  }

  /// Continues every group.
  ///
  /// @param states as [#thermalise(int)] or an earlier stretch left them
  /// @param trajectories ≥ 1
  public Stretch run(List<ChainState> states, int trajectories) {
    if (states.size() != groups) {
      throw new IllegalArgumentException(
          "%d groups need as many states, got %d".formatted(groups, states.size()));
    }
    return IntStream.range(0, groups)
        .parallel()
        .mapToObj(group -> run(group, states.get(group), trajectories))
        .reduce(Stretch::with)
        .orElseThrow();
  }

  /// Continues one group.
  ///
  /// @param trajectories ≥ 1
  public Stretch run(int group, ChainState state, int trajectories) {
    Run run = new Run(group, state.field(), state.trajectory(), state.steps());
    LatticeObservable observable = new LatticeObservable(lattice);
    FieldSpectrum spectrum = new FieldSpectrum(lattice);
    double[][] sums = new double[spectrum.orbits().size()][FieldForce.REPLICAS];
    double[][][] series = new double[observable.count()][FieldForce.REPLICAS][trajectories];
    for (int t = 0; t < trajectories; t++) {
      run.trajectory();
      observable.measure(run.φ, series, t);
      for (int r = 0; r < FieldForce.REPLICAS; r++) {
        series[LatticeObservable.ENERGY_WEIGHT][r][t] = StrictMath.exp(-run.change[r]);
        series[LatticeObservable.ACCEPTED][r][t] = run.taken[r] ? 1 : 0;
      }
      if (t % SPECTRUM_EVERY == 0) {
        spectrum.add(run.φ, sums);
      }
    }
    double measured = Math.ceilDiv(trajectories, SPECTRUM_EVERY);
    for (double[] sum : sums) {
      Arrays.setAll(sum, r -> sum[r] / measured);
    }
    return new Stretch(List.of(run.state()), ReplicaSeries.of(series), Arrays.asList(sums));
  }

  /// rms ΔH of trajectories of n and of 2n steps from the same fields and momenta; 4 if the force is −∂S/∂φ and
  /// the steps are short, 1 if it isn't.
  ///
  /// @param states where to start
  /// @param steps n
  public double energyScaling(List<ChainState> states, int steps) {
    double[] rms = new double[2];
    for (int refinement = 0; refinement < 2; refinement++) {
      Run run =
          new Run(
              0, states.getFirst().field(), states.getFirst().trajectory(), steps << refinement);
      run.trajectory();
      for (double change : run.change) {
        rms[refinement] += change * change;
      }
    }
    return Math.sqrt(rms[0] / rms[1]);
  }

  /// Scratch of one group.
  private final class Run {
    private final Lanes lanes = Lanes.best();
    private final FieldForce force = new FieldForce(lattice, lanes);
    private final SignClusters signs = new SignClusters(lattice);
    private final WordStream words;
    private final double[] φ;
    private final double[] p;
    private final double[] end;
    private final double[] change = new double[FieldForce.REPLICAS];
    private final boolean[] taken = new boolean[FieldForce.REPLICAS];
    private long trajectory;
    private int steps;
    private int accepted;

    Run(int group, double[] φ, long trajectory, int steps) {
      this.words =
          new WordStream(lanes, StreamKey.of(seed, "lattice hybrid monte carlo"), group, φ.length);
      this.φ = φ;
      this.p = new double[φ.length];
      this.end = new double[φ.length];
      this.trajectory = trajectory;
      this.steps = steps;
    }

    ChainState state() {
      return new ChainState(trajectory, steps, φ);
    }

    void tune() {
      double share = accepted / (double) (WINDOW * FieldForce.REPLICAS);
      if (share < LOW && steps < MOST_STEPS) {
        steps += 1 + steps / 4;
      } else if (share > HIGH) {
        steps = Math.max(FEWEST_STEPS, steps - 1 - steps / 8);
      }
      accepted = 0;
    }

    void trajectory() {
      int n = φ.length;
      words.start(trajectory * n, n);
      lanes.normal(words.next(), p, n);
      long[] uniform = words.next();
      double ε = length * (0.5 + fraction(uniform[FieldForce.REPLICAS])) / steps;
      double[] bound = new double[FieldForce.REPLICAS];
      for (int r = 0; r < bound.length; r++) {
        bound[r] = -Elementary.log(fraction(uniform[r]));
      }
      double[] before = energy(φ);
      System.arraycopy(φ, 0, end, 0, n);
      follow(ε);
      double[] after = energy(end);
      for (int r = 0; r < change.length; r++) {
        double difference = after[r] - before[r];
        // A step so long that numbers overflow has left the region of any weight.
        change[r] = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
        taken[r] = change[r] < bound[r];
        accepted += taken[r] ? 1 : 0;
        for (int i = r; taken[r] && i < n; i += FieldForce.REPLICAS) {
          φ[i] = end[i];
        }
      }
      if (clusters) {
        signs.update(φ, words);
      }
      trajectory++;
    }

    private static double fraction(long word) {
      return ((word >>> 12) + 0.5) * 0x1p-52;
    }

    private double[] energy(double[] field) {
      double[] kinetic = new double[FieldForce.REPLICAS];
      lanes.productAccumulate(p, p, p.length, kinetic, 0);
      double[] h = new double[FieldForce.REPLICAS];
      force.action(action, field, h);
      for (int r = 0; r < h.length; r++) {
        h[r] += kinetic[r] / 2;
      }
      return h;
    }

    private void follow(double ε) {
      switch (integrator) {
        case LEAPFROG -> {
          force.kick(guide, ε / 2, end, p);
          for (int step = 1; step <= steps; step++) {
            FieldForce.drift(ε, p, end);
            force.kick(guide, step == steps ? ε / 2 : ε, end, p);
          }
        }
        case OMELYAN -> {
          double share = Integrator.SHARE;
          force.kick(guide, share * ε, end, p);
          for (int step = 1; step <= steps; step++) {
            FieldForce.drift(ε / 2, p, end);
            force.kick(guide, (1 - 2 * share) * ε, end, p);
            FieldForce.drift(ε / 2, p, end);
            force.kick(guide, (step == steps ? 1 : 2) * share * ε, end, p);
          }
        }
      }
    }
  }
}
