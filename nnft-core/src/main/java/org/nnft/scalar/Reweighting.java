package org.nnft.scalar;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.nnft.math.Elementary;
import org.nnft.math.Lanes;
import org.nnft.random.StreamKey;
import org.nnft.random.WordStream;
import org.nnft.statistics.Estimate;
import org.nnft.statistics.Jackknife;

/// Free networks, weighted: ⟨O⟩ = ⟨O e^(−S_int)⟩₀/⟨e^(−S_int)⟩₀.
///
/// Network t has the random numbers of its address (seed, t), and networks are drawn in blocks, so that any block
/// can be drawn alone. Lanes are networks. The effective number of samples (Σw)²/Σw² says how much of the work was
/// of use; below a share of [#LEAST_EFFICIENCY] the answer is refused, since weights that few networks carry have
/// errors that say nothing.
///
/// Cost: N Pᵈ multiplications of complex numbers for each network and field.
///
/// @param action with its network
public record Reweighting(ScalarAction action, long seed) {

  /// Networks drawn together.
  public static final int BLOCK = 4096;

  /// Share of effective samples below which there is no answer.
  public static final double LEAST_EFFICIENCY = 0.01;

  private static final int LANES = 256;

  /// Numbers that a block leaves: Σw, Σw², ΣwO for each observable.
  public int size() {
    return 2 + ScalarObservable.count(action.box());
  }

  /// Draws one block.
  ///
  /// @param number ≥ 0
  public double[] block(int number) {
    Run run = new Run();
    double[] sums = new double[size()];
    for (int start = 0; start < BLOCK; start += LANES) {
      run.networks((long) number * BLOCK + start, sums);
    }
    return sums;
  }

  /// Draws blocks 0 … count − 1 on all processors.
  public Result run(int blocks) {
    return result(
        IntStream.range(0, blocks).parallel().mapToObj(this::block).toArray(double[][]::new));
  }

  /// Joins blocks.
  ///
  /// @param blocks ≥ 16, as [#block] left them. Not modified.
  public Result result(double[][] blocks) {
    if (blocks.length < 16) {
      throw new IllegalArgumentException(
          "reweighting needs at least 16 blocks of %d networks for its errors, got %d"
              .formatted(BLOCK, blocks.length));
    }
    double[] total = Jackknife.total(blocks);
    long networks = (long) blocks.length * BLOCK;
    double effective = total[0] * total[0] / total[1];
    long[] counts = new long[blocks.length];
    Arrays.fill(counts, BLOCK);
    int observables = total.length - 2;
    Jackknife jackknife =
        Jackknife.of(
            blocks,
            counts,
            means -> {
              double[] ratios = new double[observables + 1];
              for (int o = 0; o < observables; o++) {
                ratios[o] = means[o + 2] / means[0];
              }
              ratios[observables] = means[0];
              return ratios;
            });
    List<Estimate> estimates =
        IntStream.range(0, observables)
            .mapToObj(o -> new Estimate(total[o + 2] / total[0], jackknife.error(o)))
            .toList();
    Estimate partition = new Estimate(total[0] / networks, jackknife.error(observables));
    return new Result(networks, effective, partition, estimates, jackknife);
  }

  /// What the weighted networks say.
  ///
  /// @param networks drawn
  /// @param effective number of samples, (Σw)²/Σw²
  /// @param partition ⟨e^(−S_int)⟩₀
  /// @param estimates numbered as in [ScalarObservable]
  /// @param jackknife fluctuations of the estimates
  public record Result(
      long networks,
      double effective,
      Estimate partition,
      List<Estimate> estimates,
      Jackknife jackknife) {
    public Result {
      estimates = List.copyOf(estimates);
    }

    /// Share of effective samples.
    public double efficiency() {
      return effective / networks;
    }

    /// Whether enough networks carry weight.
    public boolean isTrusted() {
      return efficiency() >= LEAST_EFFICIENCY;
    }

    /// An observable.
    ///
    /// @throws IllegalStateException if too few networks carry weight
    public Estimate at(int observable) {
      if (!isTrusted()) {
        throw new IllegalStateException(
            "only %.2g of %d networks carry weight, less than %.0f %%; use hybrid Monte Carlo, a smaller box or a weaker coupling"
                .formatted(effective, networks, 100 * LEAST_EFFICIENCY));
      }
      return estimates.get(observable);
    }
  }

  /// Scratch of one thread.
  private final class Run {
    private final ScalarNetwork network = action.network();
    private final InteractionBox box = action.box();
    private final Lanes lanes = Lanes.best();
    private final MomentumLaw law = new MomentumLaw(network);
    private final ScalarObservable observable = new ScalarObservable(box);
    private final WordStream words =
        new WordStream(lanes, StreamKey.of(seed, "free scalar networks"), 0, LANES);
    private final int fields = action.potential().fields();
    private final double[][] φ = new double[fields][box.size() * LANES];
    private final double[][] k = new double[network.dimension()][LANES];
    private final double[] amplitude = new double[LANES];
    private final double[] phase = new double[LANES];
    private final double[] uniform = new double[LANES];
    private final double[] angle = new double[LANES];
    private final double[] turnCos = new double[LANES];
    private final double[] turnSin = new double[LANES];
    private final double[] re = new double[LANES];
    private final double[] im = new double[LANES];
    private final double scale = Math.sqrt(2 * network.omega() / network.width());

    void networks(long first, double[] sums) {
      words.start(first, LANES);
      for (int f = 0; f < fields; f++) {
        Arrays.fill(φ[f], 0);
        for (int neuron = 0; neuron < network.width(); neuron++) {
          draw();
          add(φ[f]);
        }
      }
      double[] s = new double[LANES];
      double[] at = new double[fields];
      for (int x = 0; x < box.size(); x++) {
        double weight = box.weight(x);
        for (int n = 0; n < LANES; n++) {
          for (int f = 0; f < fields; f++) {
            at[f] = φ[f][x * LANES + n];
          }
          s[n] = Math.fma(weight, action.potential().value(at), s[n]);
        }
      }
      double[] values = new double[ScalarObservable.count(box)];
      for (int n = 0; n < LANES; n++) {
        double w = Elementary.exp(-s[n]);
        observable.measure(φ[0], LANES, n, values);
        sums[0] += w;
        sums[1] += w * w;
        for (int o = 0; o < values.length; o++) {
          sums[o + 2] = Math.fma(w, values[o], sums[o + 2]);
        }
      }
    }

    /// Momentum, phase and amplitude of one neuron of each network.
    private void draw() {
      int d = network.dimension();
      lanes.uniform(words.next(), uniform, LANES);
      if (d == 1) {
        for (int n = 0; n < LANES; n++) {
          k[0][n] = law.length(uniform[n]);
        }
      } else {
        for (double[] component : k) {
          lanes.normal(words.next(), component, LANES);
        }
        for (int n = 0; n < LANES; n++) {
          double square = 0;
          for (double[] component : k) {
            square = Math.fma(component[n], component[n], square);
          }
          double stretch = law.length(uniform[n]) / Math.sqrt(square);
          for (double[] component : k) {
            component[n] *= stretch;
          }
        }
      }
      lanes.uniform(words.next(), phase, LANES);
      if (network.amplitude() == Amplitude.GAUSSIAN) {
        lanes.normal(words.next(), amplitude, LANES);
      } else {
        Arrays.fill(amplitude, 1);
      }
      for (int n = 0; n < LANES; n++) {
        phase[n] *= 2 * Math.PI;
        double square = network.mass() * network.mass();
        for (double[] component : k) {
          square = Math.fma(component[n], component[n], square);
        }
        amplitude[n] *=
            scale * (network.alpha() == 0 ? 1 : StrictMath.pow(square, network.alpha() / 2));
      }
    }

    /// The wave at every point: one rotation for each step along the last axis.
    private void add(double[] field) {
      int d = network.dimension();
      double h = box.spacing();
      for (int n = 0; n < LANES; n++) {
        angle[n] = h * k[d - 1][n];
      }
      lanes.cos(angle, turnCos, LANES);
      lanes.sin(angle, turnSin, LANES);
      for (int row = 0; row < box.size(); row += box.points()) {
        for (int n = 0; n < LANES; n++) {
          double θ = phase[n];
          for (int axis = 0; axis < d; axis++) {
            θ = Math.fma(k[axis][n], box.coordinate(row, axis), θ);
          }
          angle[n] = θ;
        }
        lanes.cos(angle, re, LANES);
        lanes.sin(angle, im, LANES);
        for (int n = 0; n < LANES; n++) {
          re[n] *= amplitude[n];
          im[n] *= amplitude[n];
        }
        for (int x = row; x < row + box.points(); x++) {
          step(field, x * LANES);
        }
      }
    }

    private void step(double[] field, int start) {
      for (int n = 0; n < LANES; n++) {
        double a = re[n];
        double b = im[n];
        field[start + n] += a;
        re[n] = Math.fma(a, turnCos[n], -b * turnSin[n]);
        im[n] = Math.fma(a, turnSin[n], b * turnCos[n]);
      }
    }
  }
}
