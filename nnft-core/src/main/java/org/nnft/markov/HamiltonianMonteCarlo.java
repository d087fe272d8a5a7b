package org.nnft.markov;

import java.util.Arrays;
import org.nnft.math.Elementary;
import org.nnft.math.Lanes;
import org.nnft.random.StreamKey;
import org.nnft.random.WordStream;

/// Samples e^(−U(x)) (Duane, Kennedy, Pendleton, Roweth, Phys. Lett. B 195, 1987).
///
/// Fresh Gaussian momenta p, a trajectory of H = ½p² + U by leapfrog, and acceptance with probability
/// min(1, e^(−ΔH)), which makes the chain exact at any step size. In coordinates in which the quadratic theory is
/// white every mode turns with frequency near 1; a trajectory's length is drawn uniformly between ½ and 3/2 of π/2,
/// so that no mode returns to where it was.
///
/// The random numbers of trajectory t have the address (seed, chain, t), not a history.
///
/// @param energy U
/// @param leapfrogSteps of a trajectory, ≥ 1
/// @param thermalisation trajectories before the first sample, ≥ 0
/// @param chain number of the chain: chains of different number are independent
public record HamiltonianMonteCarlo(
    Energy energy, int leapfrogSteps, int thermalisation, long seed, int chain)
    implements MarkovSampler {

  /// Trajectories whose random numbers are made together; fewer in many dimensions. Changes no bits.
  private static final int BLOCK = 1024;

  private static final int MOST_NUMBERS = 1 << 21;

  public HamiltonianMonteCarlo {
    if (leapfrogSteps < 1) {
      throw new IllegalArgumentException(
          "a trajectory needs at least 1 leapfrog step, got " + leapfrogSteps);
    }
    MarkovSampler.requireThermalisation(thermalisation);
  }

  /// Cost: leapfrogSteps gradients of U for each trajectory.
  @Override
  public ChainRecord run(int trajectories, double[] start, StepSink sink) {
    MarkovSampler.requireSteps(trajectories);
    double[] energyErrors = new double[trajectories];
    int[] accepted = {0};
    run(
        0,
        thermalisation + trajectories,
        start,
        (t, x, change, taken) -> {
          if (t >= thermalisation) {
            int step = t - thermalisation;
            energyErrors[step] = change;
            accepted[0] += taken ? 1 : 0;
            sink.accept(step, x);
          }
        });
    return new ChainRecord(energyErrors, (double) accepted[0] / trajectories);
  }

  /// Sees a trajectory's end.
  @FunctionalInterface
  public interface TrajectorySink {
    /// @param trajectory its number, those of thermalisation included
    /// @param x where the chain is then. Not to be kept or modified.
    /// @param energyError ΔH
    void accept(int trajectory, double[] x, double energyError, boolean accepted);
  }

  /// Some trajectories of the chain, whose bits do not depend on how it is cut into pieces.
  ///
  /// @param first number of the first trajectory, from 0, those of thermalisation included
  /// @param count ≥ 0
  /// @param start where the chain is before it. Not modified.
  public void run(int first, int count, double[] start, TrajectorySink sink) {
    int m = energy.dimension();
    int block = Math.clamp(Integer.highestOneBit(MOST_NUMBERS / m), 1, BLOCK);
    Lanes lanes = Lanes.best();
    WordStream words =
        new WordStream(lanes, StreamKey.of(seed, "hamiltonian monte carlo"), chain, block);
    double[][] momenta = new double[m][block];
    double[] length = new double[block];
    double[] accept = new double[block];
    double[] gradient = new double[m];
    double[] x = start.clone();
    double[] p = new double[m];
    for (int t = first; t < first + count; t++) {
      int at = t % block;
      if (at == 0 || t == first) {
        words.start(t - at, block);
        for (double[] component : momenta) {
          lanes.normal(words.next(), component, block);
        }
        lanes.uniform(words.next(), length, block);
        lanes.uniform(words.next(), accept, block);
      }
      for (int a = 0; a < m; a++) {
        p[a] = momenta[a][at];
      }
      double before = total(x, p);
      double[] end = x.clone();
      leapfrog(end, p, gradient, Math.PI / 2 * (0.5 + length[at]) / leapfrogSteps);
      double change = total(end, p) - before;
      boolean taken = Elementary.log(accept[at]) < -change;
      x = taken ? end : x;
      sink.accept(t, x, change, taken);
    }
  }

  private double total(double[] x, double[] p) {
    double kinetic = Arrays.stream(p).map(v -> v * v / 2).sum();
    return kinetic + energy.value(x);
  }

  private void leapfrog(double[] x, double[] p, double[] gradient, double ε) {
    kick(x, p, gradient, ε / 2);
    for (int step = 1; step <= leapfrogSteps; step++) {
      for (int a = 0; a < x.length; a++) {
        x[a] = Math.fma(ε, p[a], x[a]);
      }
      kick(x, p, gradient, step == leapfrogSteps ? ε / 2 : ε);
    }
  }

  private void kick(double[] x, double[] p, double[] gradient, double ε) {
    energy.gradient(x, gradient);
    for (int a = 0; a < x.length; a++) {
      p[a] = Math.fma(-ε, gradient[a], p[a]);
    }
  }
}
