package org.nnft.simulation;

import java.util.Arrays;
import org.nnft.lattice.Lattice;
import org.nnft.math.Elementary;

/// The neurons of one network on a torus and its field. Mutable scratch of one thread.
final class TorusWaves {
  private final TorusNetwork network;
  private final int extent;
  private final int rows;
  private final double height;
  private final double[] cumulative;
  private final double[] cosine;
  private final double[] sine;
  private final int[] momenta;
  private final double[] phases;
  private final double[] old;
  private final double[] fresh;
  private double[] φ;
  private double[] trial;
  private double action;
  private int offeredMomentum;
  private double offeredPhase;
  private double offeredAction;

  /// @param cumulative of the network, shared
  TorusWaves(TorusNetwork network, double[] cumulative) {
    Lattice lattice = network.lattice();
    this.network = network;
    this.extent = lattice.time();
    this.rows = lattice.volume() / extent;
    this.height = Math.sqrt(2 * network.variance() / network.width());
    this.cumulative = cumulative;
    this.cosine = new double[extent];
    this.sine = new double[extent];
    Arrays.setAll(cosine, i -> height * StrictMath.cos(2 * Math.PI * i / extent));
    Arrays.setAll(sine, i -> height * StrictMath.sin(2 * Math.PI * i / extent));
    this.momenta = new int[network.width()];
    this.phases = new double[network.width()];
    this.old = new double[extent];
    this.fresh = new double[extent];
    this.φ = new double[lattice.volume()];
    this.trial = new double[lattice.volume()];
  }

  double[] values() {
    return φ;
  }

  /// S_int.
  double action() {
    return action;
  }

  /// The momentum whose cumulative probability first exceeds u.
  private int momentum(double u) {
    int at = Arrays.binarySearch(cumulative, u);
    return Math.min(at < 0 ? -at - 1 : at, cumulative.length - 1);
  }

  private static double phase(double u) {
    return Math.PI * (2 * u - 1);
  }

  /// Draws a neuron from the free law; [#evaluate()] must follow the last.
  void draw(int neuron, double forMomentum, double forPhase) {
    momenta[neuron] = momentum(forMomentum);
    phases[neuron] = phase(forPhase);
  }

  int load(double[] from, int at) {
    for (int j = 0; j < momenta.length; j++) {
      momenta[j] = (int) from[at + 2 * j];
      phases[j] = from[at + 2 * j + 1];
    }
    evaluate();
    return at + 2 * momenta.length;
  }

  int save(double[] to, int at) {
    for (int j = 0; j < momenta.length; j++) {
      to[at + 2 * j] = momenta[j];
      to[at + 2 * j + 1] = phases[j];
    }
    return at + 2 * momenta.length;
  }

  void evaluate() {
    Arrays.fill(φ, 0);
    Arrays.fill(old, 0);
    for (int j = 0; j < momenta.length; j++) {
      table(phases[j], fresh);
      offeredAction = replace(0, momenta[j]);
      swap();
    }
    action = offeredAction;
  }

  /// √(2G(0)/N) cos(2πi/L + c).
  private void table(double phase, double[] table) {
    double c = Elementary.cos(phase);
    double s = Elementary.sin(phase);
    for (int i = 0; i < extent; i++) {
      table[i] = c * cosine[i] - s * sine[i];
    }
  }

  /// φ − the old wave + the fresh one, into `trial`.
  ///
  /// @return S_int of it
  private double replace(int out, int in) {
    Lattice lattice = network.lattice();
    int last = lattice.dimension() - 1;
    int outStep = lattice.coordinate(out, last);
    int inStep = lattice.coordinate(in, last);
    double quadratic = network.quadratic();
    double quartic = network.quartic();
    double sum = 0;
    for (int row = 0; row < rows; row++) {
      int o = start(lattice, out, row);
      int n = start(lattice, in, row);
      double part = 0;
      for (int x = row * extent; x < (row + 1) * extent; x++) {
        double f = φ[x] - old[o] + fresh[n];
        double square = f * f;
        trial[x] = f;
        part = Math.fma(square, Math.fma(quartic, square, quadratic), part);
        o += outStep;
        o = o >= extent ? o - extent : o;
        n += inStep;
        n = n >= extent ? n - extent : n;
      }
      sum += part;
    }
    return sum;
  }

  /// p·x L/2π modulo L at the first site of a row.
  private int start(Lattice lattice, int momentum, int row) {
    int sum = 0;
    for (int axis = 0; axis + 1 < lattice.dimension(); axis++) {
      sum += lattice.coordinate(momentum, axis) * lattice.coordinate(row * extent, axis);
    }
    return sum % extent;
  }

  private void swap() {
    double[] before = φ;
    φ = trial;
    trial = before;
  }

  /// Offers fresh parameters to a neuron.
  ///
  /// @return ΔS_int
  double offer(int neuron, double forMomentum, double forPhase) {
    offeredMomentum = momentum(forMomentum);
    offeredPhase = phase(forPhase);
    table(phases[neuron], old);
    table(offeredPhase, fresh);
    offeredAction = replace(momenta[neuron], offeredMomentum);
    return offeredAction - action;
  }

  /// Takes what was offered last.
  void take(int neuron) {
    momenta[neuron] = offeredMomentum;
    phases[neuron] = offeredPhase;
    action = offeredAction;
    swap();
  }
}
