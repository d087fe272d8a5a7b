package org.nnft.ensemble;

import java.util.Locale;
import org.nnft.math.Elementary;
import org.nnft.math.Lanes;
import org.nnft.network.JointDensity;
import org.nnft.network.NeuralField;
import org.nnft.network.Potential;
import org.nnft.random.StreamKey;

/// Networks of a deformed law, exactly: a free draw is accepted with probability e^(−V + min V) (von Neumann 1951).
///
/// Every network has trials of its own, so its parameters do not depend on its neighbours. Mutable scratch of one
/// thread.
final class Rejection {
  /// Fewer accepted draws than this share of all is too few.
  private static final double LEAST_ACCEPTANCE = 1e-3;

  private static final int PILOT = 1 << 14;

  /// When fewer than one in this many networks still wait, they are drawn one by one.
  private static final int FEW = 8;

  private final PotentialLanes potential;
  private final double least;
  private final double[] v;
  private final double[] u;

  /// @throws IllegalArgumentException if V has no lower bound that is known
  Rejection(NeuralField field, Potential potential, Lanes lanes, int capacity) {
    this.potential = new PotentialLanes(field, potential, lanes, capacity);
    this.least = potential.lowerBound(field);
    this.v = new double[capacity];
    this.u = new double[capacity];
    if (least == Double.NEGATIVE_INFINITY) {
      throw new IllegalArgumentException(
          "the potential %s may have no lower bound, so that free draws cannot be accepted with probability e^(−V); write it as a sum of positive terms, or ask for deformed-correlators and partition-function alone, which weight free draws and run Markov chains"
              .formatted(potential.expression()));
    }
  }

  /// Refuses deformations of which too few free draws survive; nothing for other laws.
  ///
  /// @throws IllegalArgumentException saying how few
  static void requirePossible(NeuralField field, StreamKey key, Lanes lanes) {
    if (!(field.correlation() instanceof JointDensity.Deformed(Potential potential))) {
      return;
    }
    int capacity = JointTile.capacity(field, field.inputs());
    Rejection rejection = new Rejection(field, potential, lanes, capacity);
    JointSampler sampler =
        new JointSampler(field, StreamKey.of(key.key(), "pilot"), lanes, capacity);
    int survivors = 0;
    for (int first = 0; first < PILOT; first += capacity) {
      NetworkParameters proposal =
          sampler.propose(first, capacity, 0, sampler.strides(), rejection.u);
      rejection.potential.at(proposal, rejection.v, capacity);
      for (int k = 0; k < capacity; k++) {
        survivors += rejection.accepts(k) ? 1 : 0;
      }
    }
    if (survivors < LEAST_ACCEPTANCE * PILOT) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "of %,d free draws %d survive the potential %s with probability e^(−V): too few to sample from; weaken it, or ask for deformed-correlators, which runs Markov chains",
              PILOT,
              survivors,
              potential.expression()));
    }
  }

  private boolean accepts(int lane) {
    return u[lane] < Elementary.exp(least - v[lane]);
  }

  /// Draws networks first … first + n − 1 into the sampler's parameters.
  void draw(JointSampler sampler, long first, int n) {
    NetworkParameters θ = sampler.parameters();
    NetworkParameters proposal = sampler.propose(first, n, 0, sampler.strides(), u);
    int[] strides = sampler.strides();
    potential.at(proposal, v, n);
    boolean[] waits = new boolean[n];
    int waiting = 0;
    for (int k = 0; k < n; k++) {
      waits[k] = !accepts(k);
      waiting += waits[k] ? 1 : 0;
      if (!waits[k]) {
        θ.copy(proposal, k, k);
      }
    }
    int trial = 1;
    while (waiting > n / FEW) {
      sampler.propose(first, n, trial++, strides, u);
      potential.at(proposal, v, n);
      for (int k = 0; k < n; k++) {
        if (waits[k] && accepts(k)) {
          θ.copy(proposal, k, k);
          waits[k] = false;
          waiting--;
        }
      }
    }
    for (int k = 0; k < n; k++) {
      for (int own = trial; waits[k]; own++) {
        sampler.propose(first + k, 1, own, strides, u);
        potential.at(proposal, v, 1);
        if (accepts(0)) {
          θ.copy(proposal, 0, k);
          waits[k] = false;
        }
      }
    }
  }
}
