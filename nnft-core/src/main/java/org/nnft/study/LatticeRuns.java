package org.nnft.study;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nnft.lattice.ChainState;
import org.nnft.lattice.FieldSpectrum;
import org.nnft.lattice.FieldSpectrum.Orbit;
import org.nnft.lattice.HybridMonteCarlo;
import org.nnft.lattice.Lattice;
import org.nnft.lattice.LatticeMeasurement;
import org.nnft.lattice.LatticeObservable;
import org.nnft.lattice.Phi4;
import org.nnft.lattice.TransferMatrix;
import org.nnft.statistics.Estimate;
import org.nnft.statistics.ReplicaSeries;

/// The long work of a lattice study: hybrid Monte Carlo at each size and coupling.
///
/// Sixteen chains in two groups, each of eight links that are kept as soon as they are done. Errors of the spectrum are
/// those of the links' means, which are much longer than the autocorrelation time.
record LatticeRuns(CouplingLine line, boolean clusters, Sampling sampling, Workbench workbench) {
  private static final int GROUPS = 2;
  private static final int LINKS = 8;

  /// Trajectories before the first measurement.
  private static final int THERMALISATION = 150;

  /// Largest volume with a transfer matrix in two dimensions, and on a ring.
  private static final int EXACT_SQUARE = 3;

  private static final int EXACT_RING = 256;

  LatticePoint point(int size, int coupling) {
    Phi4 action = line.actions().get(coupling);
    Lattice lattice = Lattice.cubic(action.dimension(), size);
    HybridMonteCarlo hmc =
        HybridMonteCarlo.of(lattice, action, sampling.seed() + 1_000_003L * size + coupling)
            .withClusters(clusters)
            .withGroups(GROUPS);
    int replicas = hmc.replicas() / GROUPS;
    int trajectories =
        (int) Math.max(8, Math.ceilDiv(sampling.networks(), (long) hmc.replicas() * LINKS));
    List<Orbit> orbits = new FieldSpectrum(lattice).orbits();
    Link link =
        new Link(
            2 + replicas * lattice.volume(),
            LatticeObservable.count(lattice),
            orbits.size(),
            replicas,
            trajectories);
    double[][][] chains =
        workbench.chains(
            "phi4-%d-%d".formatted(size, coupling),
            "%s on %d%s"
                .formatted(
                    line.at(coupling),
                    size,
                    lattice.dimension() == 1 ? " sites" : "^" + lattice.dimension()),
            GROUPS,
            LINKS,
            link.size(),
            (chain, _, before) ->
                link.numbers(
                    hmc.run(
                        chain,
                        before == null
                            ? hmc.thermalise(chain, THERMALISATION)
                            : ChainState.ofNumbers(Arrays.copyOf(before, link.state())),
                        trajectories)));
    ReplicaSeries series =
        Arrays.stream(chains)
            .map(
                chain ->
                    Arrays.stream(chain)
                        .map(link::series)
                        .reduce(ReplicaSeries::then)
                        .orElseThrow())
            .reduce(ReplicaSeries::with)
            .orElseThrow();
    double updates = 0;
    for (double[][] chain : chains) {
      int steps = ChainState.ofNumbers(Arrays.copyOf(chain[0], link.state())).steps();
      updates += (double) LINKS * trajectories * replicas * lattice.volume() * hmc.forces(steps);
    }
    return new LatticePoint(
        size,
        line.couplings().get(coupling),
        "L = %d, %s".formatted(size, line.at(coupling)),
        new LatticeMeasurement(lattice, series),
        exact(lattice, action),
        orbits,
        IntStream.range(0, orbits.size())
            .mapToObj(p -> mean(Arrays.stream(chains).flatMap(Arrays::stream), link, p))
            .toList(),
        updates);
  }

  private static Estimate mean(Stream<double[]> links, Link link, int orbit) {
    double[] values = links.flatMapToDouble(l -> Arrays.stream(link.spectrum(l, orbit))).toArray();
    double mean = Arrays.stream(values).average().orElseThrow();
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return new Estimate(mean, Math.sqrt(squares / (values.length - 1.0) / values.length));
  }

  /// How a stretch of a group of chains is laid out as numbers: where it stands, the series, the spectrum.
  private record Link(int state, int observables, int orbits, int replicas, int trajectories) {

    int size() {
      return state + (observables * trajectories + orbits) * replicas;
    }

    double[] numbers(HybridMonteCarlo.Stretch stretch) {
      double[] numbers = Arrays.copyOf(stretch.states().getFirst().toNumbers(), size());
      int at = state;
      for (int o = 0; o < observables; o++) {
        for (int r = 0; r < replicas; r++) {
          for (int t = 0; t < trajectories; t++) {
            numbers[at++] = stretch.series().at(o, r, t);
          }
        }
      }
      for (double[] orbit : stretch.spectrum()) {
        System.arraycopy(orbit, 0, numbers, at, replicas);
        at += replicas;
      }
      return numbers;
    }

    ReplicaSeries series(double[] numbers) {
      double[][][] values = new double[observables][replicas][];
      int at = state;
      for (double[][] observable : values) {
        for (int r = 0; r < replicas; r++) {
          observable[r] = Arrays.copyOfRange(numbers, at, at + trajectories);
          at += trajectories;
        }
      }
      return ReplicaSeries.of(values);
    }

    double[] spectrum(double[] numbers, int orbit) {
      int at = state + observables * trajectories * replicas + orbit * replicas;
      return Arrays.copyOfRange(numbers, at, at + replicas);
    }
  }

  private static Optional<TransferMatrix.Exact> exact(Lattice lattice, Phi4 action) {
    boolean ring = lattice.dimension() == 1 && lattice.time() <= EXACT_RING;
    boolean square = lattice.dimension() == 2 && lattice.time() <= EXACT_SQUARE;
    if (!ring && !square) {
      return Optional.empty();
    }
    try {
      return Optional.of(TransferMatrix.converged(lattice, action, ring ? 1e-10 : 1e-7));
    } catch (IllegalArgumentException e) {
      // More nodes than are worth it: no oracle, then.
      return Optional.empty();
    }
  }
}
