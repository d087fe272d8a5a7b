package org.nnft.eft;

import org.nnft.markov.Energy;
import org.nnft.markov.HamiltonianMonteCarlo;
import org.nnft.markov.MarkovChain;

/// Samples e^(−S[φ]) at m points by Hamiltonian Monte Carlo, in the coordinates in which the quadratic theory is
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
    Whitening white = Whitening.of(propagator.matrix());
    if (Double.isInfinite(white.conditionNumber())) {
      throw new IllegalArgumentException(
          "the propagator that sets the coordinates must be positive definite; use the unit matrix if none is at hand");
    }
    double[][] toField = white.toField();
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
    HamiltonianMonteCarlo sampler =
        new HamiltonianMonteCarlo(energy, leapfrogSteps, thermalisation, seed, chain);
    return MarkovChain.of(sampler, toField, trajectories);
  }
}
