package org.nnft.scalar;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.nnft.math.Elementary;
import org.nnft.math.Lanes;
import org.nnft.random.StreamKey;
import org.nnft.random.WordStream;
import org.nnft.statistics.ReplicaSeries;

/// Hybrid Monte Carlo over a network's parameters: e^(−S_int[φ_θ]) P_free(θ) at any coupling.
///
/// A trajectory moves all momenta k, phases c and Gaussian amplitudes a at once by leapfrog with the exact gradient.
/// A phase lives on a circle, where nothing is needed; a momentum lives in the cutoff's ball, at whose surface it is
/// reflected, or in all of space under −log p(k). After it every neuron in turn is redrawn from its free law, and
/// the new one taken with probability min(1, e^(−ΔS_int)), which carries momenta through the tails of p(k)
/// that trajectories take long to cross.
///
/// Random numbers of trajectory t have the address (seed, chain, t); a chain continued from its state has the bits of
/// one never interrupted. The number of steps is tuned while thermalising and frozen then.
///
/// @param action with its network
/// @param length of a trajectory
/// @param redraw whether neurons are redrawn after each trajectory
public record ParameterMonteCarlo(ScalarAction action, double length, boolean redraw, long seed) {

  /// Observables of [ScalarObservable] are followed by e^(−ΔH), 1 for an accepted trajectory, and the share of
  /// redrawn neurons that were taken.
  public static final int EXTRA = 3;

  private static final double LOW = 0.8;
  private static final double HIGH = 0.95;
  private static final int WINDOW = 20;
  private static final int FEWEST_STEPS = 3;
  private static final int MOST_STEPS = 400;

  public ParameterMonteCarlo {
    if (!(length > 0 && Double.isFinite(length))) {
      throw new IllegalArgumentException(
          "a trajectory's length must be positive and finite, got " + length);
    }
  }

  /// Trajectories of length 1, neurons redrawn.
  public static ParameterMonteCarlo of(ScalarAction action, long seed) {
    return new ParameterMonteCarlo(action, 1, true, seed);
  }

  /// Number of observables of a series.
  public int observables() {
    return ScalarObservable.count(action.box()) + EXTRA;
  }

  /// Numbers of a chain's state.
  public int stateSize() {
    return 2 + parameters();
  }

  private int parameters() {
    return (action.network().dimension() + 2) * neurons();
  }

  private int neurons() {
    return action.network().width() * action.potential().fields();
  }

  /// A chain from a free network, thermalised and tuned.
  ///
  /// @param chain chains of different number are independent
  /// @param trajectories ≥ 20
  /// @return its state
  public double[] thermalise(int chain, int trajectories) {
    Run run = new Run(chain);
    for (int t = 0; t < trajectories; t++) {
      run.trajectory();
      if ((t + 1) % WINDOW == 0) {
        run.tune();
      }
    }
    return run.state();
  }

  /// Continues a chain.
  ///
  /// @param state as [#thermalise] or this method left it. Not modified.
  /// @return the new state, then the observables of each trajectory
  public double[] run(int chain, double[] state, int trajectories) {
    Run run = new Run(chain, state);
    int n = observables();
    double[] result = new double[stateSize() + n * trajectories];
    double[] values = new double[ScalarObservable.count(action.box())];
    for (int t = 0; t < trajectories; t++) {
      run.trajectory();
      run.measure(values);
      int at = stateSize() + n * t;
      System.arraycopy(values, 0, result, at, values.length);
      result[at + values.length] = Elementary.exp(-run.change);
      result[at + values.length + 1] = run.taken ? 1 : 0;
      result[at + values.length + 2] = run.redrawn;
    }
    System.arraycopy(run.state(), 0, result, 0, stateSize());
    return result;
  }

  /// Chains of the same length as series.
  ///
  /// @param chains chain, stretch, numbers of [#run]. Not modified.
  public ReplicaSeries series(double[][][] chains) {
    int n = observables();
    double[][][] values = new double[n][chains.length][];
    for (int c = 0; c < chains.length; c++) {
      int steps = Arrays.stream(chains[c]).mapToInt(s -> (s.length - stateSize()) / n).sum();
      for (int o = 0; o < n; o++) {
        values[o][c] = new double[steps];
      }
      int t = 0;
      for (double[] stretch : chains[c]) {
        for (int at = stateSize(); at < stretch.length; at += n) {
          for (int o = 0; o < n; o++) {
            values[o][c][t] = stretch[at + o];
          }
          t++;
        }
      }
    }
    return ReplicaSeries.of(values);
  }

  /// Chains in memory, on all processors.
  public ReplicaSeries run(int chains, int thermalisation, int trajectories) {
    return series(
        IntStream.range(0, chains)
            .parallel()
            .mapToObj(c -> new double[][] {run(c, thermalise(c, thermalisation), trajectories)})
            .toArray(double[][][]::new));
  }

  /// −log of the density of the parameters and its gradient, at a state.
  ///
  /// @param gradient one entry for each number of the state past the first two. Modified.
  double energy(double[] state, double[] gradient) {
    Run run = new Run(0, state);
    run.gradient(run.q, gradient);
    return run.potentialEnergy(run.q);
  }

  /// Scratch of one chain.
  private final class Run {
    private final ScalarNetwork network = action.network();
    private final InteractionBox box = action.box();
    private final Potential potential = action.potential();
    private final int d = network.dimension();
    private final int fields = potential.fields();
    private final int neurons = neurons();
    private final Lanes lanes = Lanes.best();
    private final MomentumLaw law = new MomentumLaw(network);
    private final ScalarObservable observable = new ScalarObservable(box);
    private final WordStream words;
    private final double scale = Math.sqrt(2 * network.omega() / network.width());

    /// Momenta axis by axis, phases, amplitudes; neuron by neuron, field after field.
    private double[] q;

    private final double[] p;

    /// Wave of each neuron at each point, without its amplitude.
    private final double[][] cos;

    private final double[][] sin;
    private final double[][] φ;
    private final double[] scratch;
    private double change;
    private boolean taken;
    private double redrawn;
    private long trajectory;
    private int steps = 10;
    private int accepted;

    Run(int chain) {
      this.words =
          new WordStream(
              lanes, StreamKey.of(seed, "scalar parameter monte carlo"), chain, parameters());
      this.q = new double[parameters()];
      this.p = new double[parameters()];
      this.cos = new double[box.size()][neurons];
      this.sin = new double[box.size()][neurons];
      this.φ = new double[fields][box.size()];
      this.scratch = new double[parameters()];
      words.start(0, parameters());
      double[][] fresh = draw();
      for (int part = 0; part < d + 2; part++) {
        System.arraycopy(fresh[part], 0, q, part * neurons, neurons);
      }
      trajectory = 1;
      evaluate(q);
    }

    Run(int chain, double[] state) {
      this(chain);
      trajectory = Math.round(state[0]);
      steps = (int) Math.round(state[1]);
      q = Arrays.copyOfRange(state, 2, state.length);
      evaluate(q);
    }

    double[] state() {
      double[] state = new double[stateSize()];
      state[0] = trajectory;
      state[1] = steps;
      System.arraycopy(q, 0, state, 2, q.length);
      return state;
    }

    void measure(double[] values) {
      observable.measure(φ[0], 1, 0, values);
    }

    void tune() {
      double share = accepted / (double) WINDOW;
      if (share < LOW) {
        steps = Math.min(MOST_STEPS, steps + 1 + steps / 4);
      } else if (share > HIGH) {
        steps = Math.max(FEWEST_STEPS, steps - 1 - steps / 8);
      }
      accepted = 0;
    }

    /// Free neurons: momenta, phases and amplitudes from the next d + 3 words.
    private double[][] draw() {
      double[][] fresh = new double[d + 2][neurons];
      double[] u = new double[neurons];
      lanes.uniform(words.next(), u, neurons);
      for (int axis = 0; axis < d; axis++) {
        lanes.normal(words.next(), fresh[axis], neurons);
      }
      for (int j = 0; j < neurons; j++) {
        double square = 0;
        for (int axis = 0; axis < d; axis++) {
          square += fresh[axis][j] * fresh[axis][j];
        }
        double stretch = law.length(u[j]) / Math.sqrt(square);
        for (int axis = 0; axis < d; axis++) {
          fresh[axis][j] *= stretch;
        }
      }
      lanes.uniform(words.next(), fresh[d], neurons);
      for (int j = 0; j < neurons; j++) {
        fresh[d][j] *= 2 * Math.PI;
      }
      if (network.amplitude() == Amplitude.GAUSSIAN) {
        lanes.normal(words.next(), fresh[d + 1], neurons);
      } else {
        Arrays.fill(fresh[d + 1], 1);
      }
      return fresh;
    }

    void trajectory() {
      int n = parameters();
      words.start(trajectory * n, n);
      lanes.normal(words.next(), p, n);
      long[] uniform = words.next();
      double bound = -Elementary.log(fraction(uniform[0]));
      double ε = length * (0.5 + fraction(uniform[1])) / steps;
      if (network.amplitude() == Amplitude.CONSTANT) {
        Arrays.fill(p, (d + 1) * neurons, n, 0);
      }
      double before = kinetic() + potentialEnergy(q);
      double[] start = q.clone();
      kick(ε / 2);
      for (int step = 1; step <= steps; step++) {
        drift(ε);
        evaluate(q);
        kick(step == steps ? ε / 2 : ε);
      }
      change = kinetic() + potentialEnergy(q) - before;
      // Not "≥": a NaN is refused.
      taken = change < bound;
      if (!taken) {
        q = start;
        evaluate(q);
      }
      accepted += taken ? 1 : 0;
      redrawn = redraw ? redrawAll() : 0;
      for (int j = d * neurons; j < (d + 1) * neurons; j++) {
        q[j] = Math.IEEEremainder(q[j], 2 * Math.PI);
      }
      trajectory++;
    }

    private static double fraction(long word) {
      return ((word >>> 12) + 0.5) * 0x1p-52;
    }

    private double kinetic() {
      double sum = 0;
      for (double v : p) {
        sum = Math.fma(v, v, sum);
      }
      return sum / 2;
    }

    /// Units in which a momentum moves: a wave turns at the box's edge while the phase turns everywhere.
    private double momentumUnit() {
      return 1 / (1 / network.mass() + box.length() / 4);
    }

    private void drift(double ε) {
      double unit = ε * momentumUnit();
      for (int j = 0; j < d * neurons; j++) {
        q[j] = Math.fma(unit, p[j], q[j]);
      }
      for (int j = d * neurons; j < q.length; j++) {
        q[j] = Math.fma(ε, p[j], q[j]);
      }
      double wall = law.wall();
      if (Double.isFinite(wall)) {
        for (int j = 0; j < neurons; j++) {
          reflect(j, unit, wall);
        }
      }
    }

    /// Straight lines inside the ball, mirrored at its surface.
    private void reflect(int j, double unit, double wall) {
      double left = unit;
      for (int bounce = 0; bounce < 100 && square(q, j) >= wall * wall; bounce++) {
        // Back to the surface: the smaller root of |k − s p|² = Λ².
        double pp = 0;
        double kp = 0;
        for (int axis = 0; axis < d; axis++) {
          double v = p[axis * neurons + j];
          pp += v * v;
          kp += v * q[axis * neurons + j];
        }
        double outside = square(q, j) - wall * wall;
        double s = Math.min(left, outside / (kp + Math.sqrt(Math.max(0, kp * kp - pp * outside))));
        double normal = 0;
        for (int axis = 0; axis < d; axis++) {
          int i = axis * neurons + j;
          q[i] -= s * p[i];
          normal += p[i] * q[i] / (wall * wall);
        }
        for (int axis = 0; axis < d; axis++) {
          int i = axis * neurons + j;
          p[i] -= 2 * normal * q[i];
          q[i] += s * p[i];
        }
        left = s;
      }
    }

    private double square(double[] at, int j) {
      double sum = 0;
      for (int axis = 0; axis < d; axis++) {
        sum = Math.fma(at[axis * neurons + j], at[axis * neurons + j], sum);
      }
      return sum;
    }

    private void kick(double ε) {
      gradient(q, scratch);
      double unit = momentumUnit();
      for (int j = 0; j < d * neurons; j++) {
        p[j] = Math.fma(-ε * unit, scratch[j], p[j]);
      }
      for (int j = d * neurons; j < q.length; j++) {
        p[j] = Math.fma(-ε, scratch[j], p[j]);
      }
    }

    /// A(k) N^(−½) without a.
    private double amplitude(double square) {
      double m = network.mass();
      return network.alpha() == 0
          ? scale
          : scale * StrictMath.pow(square + m * m, network.alpha() / 2);
    }

    /// Waves and fields at a set of parameters.
    private void evaluate(double[] at) {
      double h = box.spacing();
      double[] angle = new double[neurons];
      double[] turnCos = new double[neurons];
      double[] turnSin = new double[neurons];
      double[] weight = new double[neurons];
      for (int j = 0; j < neurons; j++) {
        angle[j] = h * at[(d - 1) * neurons + j];
        weight[j] = amplitude(square(at, j)) * at[(d + 1) * neurons + j];
      }
      lanes.cos(angle, turnCos, neurons);
      lanes.sin(angle, turnSin, neurons);
      for (int row = 0; row < box.size(); row += box.points()) {
        for (int j = 0; j < neurons; j++) {
          double θ = at[d * neurons + j];
          for (int axis = 0; axis < d; axis++) {
            θ = Math.fma(at[axis * neurons + j], box.coordinate(row, axis), θ);
          }
          angle[j] = θ;
        }
        lanes.cos(angle, cos[row], neurons);
        lanes.sin(angle, sin[row], neurons);
        for (int x = row + 1; x < row + box.points(); x++) {
          turn(cos[x - 1], sin[x - 1], turnCos, turnSin, cos[x], sin[x]);
        }
      }
      int width = network.width();
      for (int f = 0; f < fields; f++) {
        for (int x = 0; x < box.size(); x++) {
          double sum = 0;
          for (int j = f * width; j < (f + 1) * width; j++) {
            sum = Math.fma(weight[j], cos[x][j], sum);
          }
          φ[f][x] = sum;
        }
      }
    }

    private void turn(
        double[] c,
        double[] s,
        double[] turnCos,
        double[] turnSin,
        double[] nextC,
        double[] nextS) {
      for (int j = 0; j < c.length; j++) {
        nextC[j] = Math.fma(c[j], turnCos[j], -s[j] * turnSin[j]);
        nextS[j] = Math.fma(c[j], turnSin[j], s[j] * turnCos[j]);
      }
    }

    private double interaction() {
      double sum = 0;
      double[] at = new double[fields];
      for (int x = 0; x < box.size(); x++) {
        for (int f = 0; f < fields; f++) {
          at[f] = φ[f][x];
        }
        sum = Math.fma(box.weight(x), potential.value(at), sum);
      }
      return sum;
    }

    /// S_int − log P_free, at the parameters whose waves were evaluated last.
    double potentialEnergy(double[] at) {
      double sum = interaction();
      for (int j = 0; j < neurons; j++) {
        sum += law.energy(square(at, j));
        double a = at[(d + 1) * neurons + j];
        sum += network.amplitude() == Amplitude.GAUSSIAN ? a * a / 2 : 0;
      }
      return sum;
    }

    /// Its gradient.
    void gradient(double[] at, double[] gradient) {
      Arrays.fill(gradient, 0);
      double[] value = new double[fields];
      double[] even = new double[neurons];
      double[] odd = new double[neurons];
      int width = network.width();
      for (int x = 0; x < box.size(); x++) {
        for (int f = 0; f < fields; f++) {
          value[f] = φ[f][x];
        }
        for (int f = 0; f < fields; f++) {
          double g = box.weight(x) * potential.derivative(f, value);
          int from = f * width;
          accumulate(g, cos[x], even, from, width);
          accumulate(g, sin[x], odd, from, width);
          for (int axis = 0; axis < d; axis++) {
            double moment = g * box.coordinate(x, axis);
            int start = axis * neurons + from;
            for (int j = 0; j < width; j++) {
              gradient[start + j] = Math.fma(moment, sin[x][from + j], gradient[start + j]);
            }
          }
        }
      }
      double m = network.mass();
      boolean gaussian = network.amplitude() == Amplitude.GAUSSIAN;
      for (int j = 0; j < neurons; j++) {
        double square = square(at, j);
        double a = at[(d + 1) * neurons + j];
        double size = amplitude(square);
        // A depends on k: ∂A/∂k = α A k/(k² + m²).
        double radial = law.force(square) + a * size * network.alpha() / (square + m * m) * even[j];
        for (int axis = 0; axis < d; axis++) {
          int i = axis * neurons + j;
          gradient[i] = -a * size * gradient[i] + radial * at[i];
        }
        gradient[d * neurons + j] = -a * size * odd[j];
        gradient[(d + 1) * neurons + j] = gaussian ? size * even[j] + a : 0;
      }
    }

    private static void accumulate(double g, double[] wave, double[] sum, int from, int n) {
      for (int j = from; j < from + n; j++) {
        sum[j] = Math.fma(g, wave[j], sum[j]);
      }
    }

    /// Every neuron once; the share of new ones that were taken.
    private double redrawAll() {
      double[][] fresh = draw();
      long[] uniform = words.next();
      double[] bound = new double[neurons];
      for (int j = 0; j < neurons; j++) {
        bound[j] = -Elementary.log(fraction(uniform[j]));
      }
      double s = interaction();
      int count = 0;
      double[] old = new double[box.size()];
      double[] newCos = new double[box.size()];
      for (int j = 0; j < neurons; j++) {
        double[] field = φ[j / network.width()];
        System.arraycopy(field, 0, old, 0, old.length);
        double[] one = new double[d + 2];
        double square = 0;
        for (int part = 0; part < d + 2; part++) {
          one[part] = fresh[part][j];
          square += part < d ? one[part] * one[part] : 0;
        }
        double before = amplitude(square(q, j)) * q[(d + 1) * neurons + j];
        double after = amplitude(square) * one[d + 1];
        wave(one, newCos);
        for (int x = 0; x < old.length; x++) {
          field[x] += after * newCos[x] - before * cos[x][j];
        }
        double proposed = interaction();
        if (proposed - s < bound[j]) {
          s = proposed;
          count++;
          for (int part = 0; part < d + 2; part++) {
            q[part * neurons + j] = one[part];
          }
        } else {
          System.arraycopy(old, 0, field, 0, old.length);
        }
      }
      evaluate(q);
      return (double) count / neurons;
    }

    /// cos(k·x + c) at every point.
    private void wave(double[] neuron, double[] result) {
      double c = Elementary.cos(box.spacing() * neuron[d - 1]);
      double s = Elementary.sin(box.spacing() * neuron[d - 1]);
      for (int row = 0; row < box.size(); row += box.points()) {
        double θ = neuron[d];
        for (int axis = 0; axis < d; axis++) {
          θ = Math.fma(neuron[axis], box.coordinate(row, axis), θ);
        }
        double re = Elementary.cos(θ);
        double im = Elementary.sin(θ);
        for (int x = row; x < row + box.points(); x++) {
          result[x] = re;
          double next = Math.fma(re, c, -im * s);
          im = Math.fma(re, s, im * c);
          re = next;
        }
      }
    }
  }
}
