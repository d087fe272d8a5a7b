package org.nnft.eft;

import java.util.Arrays;
import org.nnft.math.Elementary;
import org.nnft.math.Lanes;
import org.nnft.random.StreamKey;
import org.nnft.random.WordStream;

/// Samples e^(−S[φ]) at m points (Duane, Kennedy, Pendleton, Roweth, Phys. Lett. B 195, 1987).
///
/// Fresh Gaussian momenta p, a trajectory of H = ½p² + S by leapfrog, and acceptance with probability
/// min(1, e^(−ΔH)), which makes the chain exact at any step size. Trajectories run in the coordinates in which
/// the quadratic theory is white, φ = Lx, where every mode turns with frequency near 1; their length is drawn
/// uniformly between ½ and 3/2 of π/2, so that no mode returns to where it was.
///
/// The random numbers of trajectory t have the address (seed, chain, t), not a history.
///
/// @param action S
/// @param propagator sets the coordinates: that of the quadratic theory, m × m, positive definite
/// @param leapfrogSteps of a trajectory, ≥ 1
/// @param thermalisation trajectories before the first sample, ≥ 0
/// @param chain number of the chain: chains of different number are independent
public record HamiltonianMonteCarlo(
    EffectiveAction action,
    SymmetricTensor propagator,
    int leapfrogSteps,
    int thermalisation,
    long seed,
    int chain) {

  private static final int LEAPFROG_STEPS = 10;
  private static final int THERMALISATION = 200;

  /// Trajectories whose random numbers are made together.
  private static final int BLOCK = 1024;

  public HamiltonianMonteCarlo {
    if (leapfrogSteps < 1) {
      throw new IllegalArgumentException(
          "a trajectory needs at least 1 leapfrog step, got " + leapfrogSteps);
    }
    if (thermalisation < 0) {
      throw new IllegalArgumentException(
          "thermalisation must be at least 0 trajectories, got " + thermalisation);
    }
    if (propagator.order() != 2 || propagator.points() != action.points()) {
      throw new IllegalArgumentException(
          "the propagator must be of order 2 at %d points, got order %d at %d points"
              .formatted(action.points(), propagator.order(), propagator.points()));
    }
    if (Boundedness.of(action) instanceof Boundedness.Unbounded unbounded) {
      throw new IllegalArgumentException(unbounded.explanation());
    }
  }

  /// 10 leapfrog steps, 200 trajectories of thermalisation, chain 0.
  ///
  /// @param propagator sets the coordinates only: any positive definite matrix near ⟨φφ⟩
  /// @throws IllegalArgumentException if S is not bounded below, saying in which direction
  public static HamiltonianMonteCarlo of(
      EffectiveAction action, SymmetricTensor propagator, long seed) {
    return new HamiltonianMonteCarlo(action, propagator, LEAPFROG_STEPS, THERMALISATION, seed, 0);
  }

  /// Runs the chain. Cost: leapfrogSteps gradients of S for each trajectory.
  ///
  /// @param trajectories ≥ 1
  public MarkovChain run(int trajectories) {
    if (trajectories < 1) {
      throw new IllegalArgumentException(
          "a chain needs at least 1 trajectory, got " + trajectories);
    }
    Whitening white = Whitening.of(propagator.matrix());
    if (Double.isInfinite(white.conditionNumber())) {
      throw new IllegalArgumentException(
          "the propagator that sets the coordinates must be positive definite; use the unit matrix if none is at hand");
    }
    return new Run(white.toField()).chain(trajectories);
  }

  /// Scratch of one run.
  private final class Run {
    private final double[][] toField;
    private final FieldPolynomial white;
    private final double[] gradient;

    Run(double[][] toField) {
      this.toField = toField;
      this.white = action.in(toField);
      this.gradient = new double[toField.length];
    }

    MarkovChain chain(int trajectories) {
      int m = toField.length;
      Lanes lanes = Lanes.best();
      WordStream words =
          new WordStream(lanes, StreamKey.of(seed, "hamiltonian monte carlo"), chain, BLOCK);
      double[][] momenta = new double[m][BLOCK];
      double[] length = new double[BLOCK];
      double[] accept = new double[BLOCK];
      double[][] samples = new double[m][trajectories];
      double[] energyErrors = new double[trajectories];
      int accepted = 0;
      double[] x = new double[m];
      double[] p = new double[m];
      for (int t = 0; t < thermalisation + trajectories; t++) {
        int at = t % BLOCK;
        if (at == 0) {
          words.start(t, BLOCK);
          for (double[] component : momenta) {
            lanes.normal(words.next(), component, BLOCK);
          }
          lanes.uniform(words.next(), length, BLOCK);
          lanes.uniform(words.next(), accept, BLOCK);
        }
        for (int a = 0; a < m; a++) {
          p[a] = momenta[a][at];
        }
        double before = energy(x, p);
        double[] end = x.clone();
        leapfrog(end, p, Math.PI / 2 * (0.5 + length[at]) / leapfrogSteps);
        double change = energy(end, p) - before;
        boolean taken = Elementary.log(accept[at]) < -change;
        x = taken ? end : x;
        if (t >= thermalisation) {
          int sample = t - thermalisation;
          energyErrors[sample] = change;
          accepted += taken ? 1 : 0;
          for (int i = 0; i < m; i++) {
            double φ = 0;
            for (int a = 0; a < m; a++) {
              φ = Math.fma(toField[i][a], x[a], φ);
            }
            samples[i][sample] = φ;
          }
        }
      }
      return new MarkovChain(samples, energyErrors, (double) accepted / trajectories);
    }

    private double energy(double[] x, double[] p) {
      double kinetic = Arrays.stream(p).map(v -> v * v / 2).sum();
      return kinetic + white.value(x);
    }

    private void leapfrog(double[] x, double[] p, double ε) {
      kick(x, p, ε / 2);
      for (int step = 1; step <= leapfrogSteps; step++) {
        for (int a = 0; a < x.length; a++) {
          x[a] = Math.fma(ε, p[a], x[a]);
        }
        kick(x, p, step == leapfrogSteps ? ε / 2 : ε);
      }
    }

    private void kick(double[] x, double[] p, double ε) {
      white.gradient(x, gradient);
      for (int a = 0; a < x.length; a++) {
        p[a] = Math.fma(-ε, gradient[a], p[a]);
      }
    }
  }
}
