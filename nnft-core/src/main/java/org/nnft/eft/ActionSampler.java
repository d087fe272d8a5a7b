package org.nnft.eft;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nnft.markov.Energy;
import org.nnft.markov.HamiltonianMonteCarlo;
import org.nnft.markov.MarkovChain;

/// Samples `e^(−S[φ])` at m points by Hamiltonian Monte Carlo, in the coordinates in which the quadratic theory is
/// white, φ = Lx.
///
/// @param action S
/// @param propagator sets the coordinates: that of the quadratic theory, m × m, positive definite
/// @param leapfrogSteps of a trajectory, ≥ 1
/// @param thermalisation trajectories before the first sample, ≥ 0
/// @param chain number of the chain: chains of different number are independent
public record ActionSampler(
    EffectiveAction action,
    SymmetricTensor propagator,
    int leapfrogSteps,
    int thermalisation,
    long seed,
    int chain) {

  private static final int LEAPFROG_STEPS = 10;
  private static final int THERMALISATION = 200;

  public ActionSampler {
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
  public static ActionSampler of(EffectiveAction action, SymmetricTensor propagator, long seed) {
    return new ActionSampler(action, propagator, LEAPFROG_STEPS, THERMALISATION, seed, 0);
  }

  /// Runs the chain. Cost: leapfrogSteps gradients of S for each trajectory.
  ///
  /// @param trajectories ≥ 1
  public MarkovChain run(int trajectories) {
    double[][] toField = toField();
    return MarkovChain.of(sampler(toField), toField, trajectories);
  }

  /// Numbers that a link of the chain leaves: for each trajectory its m coordinates, ΔH, and 1 if it was accepted.
  ///
  /// @param trajectories of a link
  public int linkSize(int trajectories) {
    return trajectories * (action.points() + 2);
  }

  /// A link of the chain; links one after the other are the chain that [#run] makes, to the bit.
  ///
  /// @param index from 0; the first one thermalises
  /// @param trajectories of each link
  /// @param before what the link before left. Not modified.
  public double[] link(int index, int trajectories, double @Nullable [] before) {
    int m = action.points();
    double[] start =
        before == null
            ? new double[m]
            : Arrays.copyOfRange(before, before.length - m - 2, before.length - 2);
    double[] left = new double[linkSize(trajectories)];
    int from = index == 0 ? 0 : thermalisation + index * trajectories;
    int skipped = index == 0 ? thermalisation : 0;
    sampler(toField())
        .run(
            from,
            skipped + trajectories,
            start,
            (t, x, change, taken) -> {
              int at = (t - from - skipped) * (m + 2);
              if (at >= 0) {
                System.arraycopy(x, 0, left, at, m);
                left[at + m] = change;
                left[at + m + 1] = taken ? 1 : 0;
              }
            });
    return left;
  }

  /// The chain of some links.
  ///
  /// @param links in order. Not modified.
  /// @param trajectories how many of all are kept
  public MarkovChain chain(double[][] links, int trajectories) {
    int row = action.points() + 2;
    int perLink = links[0].length / row;
    double[][] x = new double[trajectories][];
    double[] energyErrors = new double[trajectories];
    double accepted = 0;
    for (int t = 0; t < trajectories; t++) {
      double[] link = links[t / perLink];
      int at = t % perLink * row;
      x[t] = Arrays.copyOfRange(link, at, at + row - 2);
      energyErrors[t] = link[at + row - 2];
      accepted += link[at + row - 1];
    }
    return MarkovChain.of(x, toField(), energyErrors, accepted / trajectories);
  }

  private double[][] toField() {
    Whitening white = Whitening.of(propagator.matrix());
    if (Double.isInfinite(white.conditionNumber())) {
      throw new IllegalArgumentException(
          "the propagator that sets the coordinates must be positive definite; use the unit matrix if none is at hand");
    }
    return white.toField();
  }

  private HamiltonianMonteCarlo sampler(double[][] toField) {
    FieldPolynomial polynomial = action.in(toField);
    Energy energy =
        new Energy() {
          @Override
          public int dimension() {
            return toField.length;
          }

          @Override
          public double value(double[] x) {
            return polynomial.value(x);
          }

          @Override
          public void gradient(double[] x, double[] gradient) {
            polynomial.gradient(x, gradient);
          }
        };
    return new HamiltonianMonteCarlo(energy, leapfrogSteps, thermalisation, seed, chain);
  }
}
