package org.nnft.symmetry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.TDistribution;
import org.nnft.ensemble.DrawnFields;
import org.nnft.ensemble.ParameterTap;
import org.nnft.field.PointSet;
import org.nnft.network.JointDensity;
import org.nnft.network.NeuralField;
import org.nnft.statistics.Estimate;
import org.nnft.statistics.Jackknife;

/// The Ward identity of a flow of parameters, both sides measured on the same networks:
///
///     ⟨ξ·∂O⟩ = −⟨B O⟩,   B = ξ·∂ log p + ∂·ξ
///
/// by integration by parts (2605.12488). B = 0 if and only if ξ is a symmetry of the law, with conserved current ξp;
/// else B is the breaking function, its score part explicit, its Jacobian part the anomaly.
///
/// p is the joint density of all parameters, so that the identity holds for neurons that hang together too ([JointScore]).
/// Where they share a random factor, it is one more parameter, which ξ leaves alone: B is that of p(θ, factor).
///
/// The left side is the derivative along θ + tξ at the same random numbers, by the five-point rule: wrong by O(t⁴) of
/// the mean, which is smooth in t even where single networks have kinks. On the right, ⟨B⟩ = 0 is known, so that
/// −⟨B O⟩ = −Cov(S, O) with S the score part: the mean of O is the coefficient of a control variate that takes away
/// Var B ⟨O⟩², which grows with the number of parameters.
///
/// Products of many fields with the score are skewed, and block means of few networks with them. What is left of one
/// observable given the others is more so: a χ² of all rejected right identities too often. So each difference is judged by
/// itself, by Student's law, and the smallest p-value times their number counts; four fields are judged from 65,536 networks
/// on (docs/symmetry-tests.md).
///
/// Cost: five evaluations of each network.
public final class WardIdentity {
  /// Step of the five-point rule.
  private static final double STEP = 1e-3;

  /// Smaller derivatives, relative to the observable, are rounding of the five-point rule.
  private static final double ROUNDING = 1e-11;

  /// Below it errors of products of four fields with the score are themselves too uncertain for p-values.
  public static final long NETWORKS_OF_FOUR_FIELDS = 1 << 16;

  private static final int[] STENCIL = {-2, -1, 1, 2};
  private static final double[] COEFFICIENTS = {1, -8, 8, -1};

  private final NeuralField field;
  private final ParameterFlow flow;
  private final BreakingFunction breaking;
  private final DrawnFields drawn;
  private final List<Probe> observables;
  private final long perBlock;

  private WardIdentity(
      NeuralField field,
      ParameterFlow flow,
      DrawnFields drawn,
      List<Probe> observables,
      long perBlock) {
    this.field = field;
    this.flow = flow;
    this.breaking = BreakingFunction.of(field, flow);
    this.drawn = drawn;
    this.observables = observables;
    this.perBlock = perBlock;
  }

  /// @param orders of the observables, products of fields at the points, each 1…6
  /// @param each most observables of each order
  /// @param networks M; used are ⌊M/64⌋·64
  /// @throws IllegalArgumentException if the law has an edge across which the flow runs, or the flow would move what
  ///     is not random
  public static WardIdentity of(
      NeuralField field,
      PointSet points,
      ParameterFlow flow,
      List<Integer> orders,
      int each,
      long networks,
      long seed) {
    if (networks < SymmetryTest.BLOCKS) {
      throw new IllegalArgumentException(
          "a Ward identity needs at least %d networks, got %d"
              .formatted(SymmetryTest.BLOCKS, networks));
    }
    int[] all = new int[points.size()];
    Arrays.setAll(all, p -> p);
    List<Probe> observables =
        orders.stream()
            .flatMap(n -> Probe.choose(n, all, field.outputs(), each, seed).stream())
            .toList();
    return new WardIdentity(
        field,
        flow,
        DrawnFields.of(field, points, networks, seed),
        observables,
        networks / SymmetryTest.BLOCKS);
  }

  /// Number of networks that are used.
  public long networks() {
    return perBlock * SymmetryTest.BLOCKS;
  }

  /// How many numbers each block leaves.
  public int size() {
    return 2 + 3 * observables.size();
  }

  /// Sums over one block of networks: S, S², and for each observable O, ξ·∂O and S·O. Safe for several threads.
  public double[] block(int block) {
    double[] sums = new double[size()];
    Mover still = new Mover(0);
    Mover[] movers = new Mover[STENCIL.length];
    Arrays.setAll(movers, s -> new Mover(STENCIL[s] * STEP));
    int capacity = still.reader.capacity();
    double[] o = new double[capacity];
    double[] derivative = new double[capacity];
    for (long done = 0; done < perBlock; done += capacity) {
      int n = (int) Math.min(capacity, perBlock - done);
      long first = block * perBlock + done;
      still.read(first, n);
      for (Mover mover : movers) {
        mover.read(first, n);
      }
      for (int i = 0; i < n; i++) {
        sums[0] += still.score[i];
        sums[1] += still.score[i] * still.score[i];
      }
      for (int c = 0; c < observables.size(); c++) {
        Arrays.fill(derivative, 0, n, 0);
        for (int s = 0; s < movers.length; s++) {
          movers[s].product(observables.get(c), o, n);
          for (int i = 0; i < n; i++) {
            derivative[i] += COEFFICIENTS[s] * o[i] / (12 * STEP);
          }
        }
        still.product(observables.get(c), o, n);
        for (int i = 0; i < n; i++) {
          sums[2 + 3 * c] += o[i];
          sums[3 + 3 * c] +=
              Math.abs(derivative[i]) > ROUNDING * Math.abs(o[i]) ? derivative[i] : 0;
          sums[4 + 3 * c] += still.score[i] * o[i];
        }
      }
    }
    return sums;
  }

  /// Networks at θ + tξ(θ), with the score of θ.
  private final class Mover implements ParameterTap {
    private final double step;
    private final DrawnFields.Reader reader;
    private final double[][] f;
    private final double[] score;
    private final double[][] velocity;
    private final JointScore joint;
    private final int copies;

    Mover(double step) {
      this.step = step;
      this.reader = drawn.tapped(this);
      this.f = new double[drawn.points() * drawn.outputs()][reader.capacity()];
      this.score = new double[reader.capacity()];
      int length = flow instanceof ParameterFlow.Weights w ? w.shift().size() : 1;
      this.velocity = new double[length][reader.capacity()];
      this.joint = JointScore.of(field, flow, breaking, reader.capacity());
      this.copies = BreakingFunction.copies(field, flow);
    }

    void read(long first, int n) {
      Arrays.fill(score, 0);
      joint.start();
      reader.read(first, n, f);
      joint.finish(score, n);
    }

    void product(Probe probe, double[] product, int n) {
      Arrays.fill(product, 0, n, 1);
      for (int s : probe.symbols()) {
        for (int i = 0; i < n; i++) {
          product[i] *= f[s][i];
        }
      }
    }

    @Override
    public void factors(double[] weights, double[] biases, double[] readout, int n) {
      joint.factors(weights, biases, readout, n);
    }

    @Override
    public void weights(int layer, int unit, double[][] weights, int n) {
      for (double[] weight : weights) {
        joint.see(layer == field.depth() ? 2 : 0, weight, n);
      }
      if (flow instanceof ParameterFlow.Weights w && isMoved(layer)) {
        double[][] a = w.matrix();
        for (int i = 0; i < velocity.length; i++) {
          Arrays.fill(velocity[i], 0, n, w.shift().get(i));
          for (int j = 0; j < velocity.length; j++) {
            if (a[i][j] != 0) {
              for (int k = 0; k < n; k++) {
                velocity[i][k] += a[i][j] * weights[j][k];
              }
            }
          }
        }
        move(layer, unit, weights, n);
      }
    }

    @Override
    public void biases(int layer, int unit, double[] biases, int n) {
      joint.see(layer == field.depth() ? 3 : 1, biases, n);
      if (flow instanceof ParameterFlow.Biases b && isMoved(layer)) {
        for (int k = 0; k < n; k++) {
          velocity[0][k] = b.linear() * biases[k] + b.shift();
        }
        move(layer, unit, new double[][] {biases}, n);
      }
    }

    /// Layers that share the parameters of a layer move with it.
    private boolean isMoved(int layer) {
      return layer == flow.layer()
          || field.correlation() instanceof JointDensity.SharedLayers
              && flow.layer() == 1
              && layer > 1
              && layer < field.depth();
    }

    private void move(int layer, int unit, double[][] θ, int n) {
      if (layer == flow.layer() && unit % copies == 0) {
        for (int i = 0; i < velocity.length; i++) {
          joint.add(unit, i, θ[i], velocity[i], score, n);
        }
      }
      for (int i = 0; i < velocity.length; i++) {
        for (int k = 0; k < n; k++) {
          θ[i][k] = Math.fma(step, velocity[i][k], θ[i][k]);
        }
      }
    }
  }

  /// Both sides for one observable.
  ///
  /// @param observable such as ⟨f(x₁) f(x₂)⟩
  /// @param symbols of its fields, point · outputs + component
  /// @param left ⟨ξ·∂O⟩
  /// @param right −⟨B O⟩, with the control variate
  /// @param plain −⟨B O⟩ as it stands
  /// @param score −⟨S O⟩, the explicit breaking
  /// @param jacobian −⟨∂·ξ O⟩, the anomaly
  /// @param difference left − right, errors of both correlated
  public record Side(
      String observable,
      List<Integer> symbols,
      Estimate left,
      Estimate right,
      Estimate plain,
      Estimate score,
      Estimate jacobian,
      Estimate difference) {
    public Side {
      symbols = List.copyOf(symbols);
    }

    /// Number of fields.
    public int order() {
      return symbols.size();
    }
  }

  /// All observables.
  ///
  /// @param divergence ∂·ξ
  /// @param meanBreaking ⟨B⟩, zero in theory
  /// @param breakingSize √⟨B²⟩; 0 for a symmetry of the law
  /// @param pValue of the difference that is farthest from 0, times the number of observables (Bonferroni); at most 1
  /// @param heavy number of observables that are not judged: of four fields from too few networks, or where one block
  ///     carries more than [SymmetryMeasurement#HEAVY] of the variance
  public record Result(
      List<Side> sides,
      double divergence,
      Estimate meanBreaking,
      double breakingSize,
      double pValue,
      int heavy) {
    public Result {
      sides = List.copyOf(sides);
    }

    /// Whether B is 0 but for rounding: the flow is a symmetry of the law.
    public boolean isConserved() {
      return breakingSize < 1e-9;
    }
  }

  /// What the blocks say.
  ///
  /// @param blocks all 64 of them, in order. Not modified.
  public Result result(double[][] blocks) {
    long[] counts = new long[blocks.length];
    Arrays.fill(counts, perBlock);
    Jackknife jackknife = Jackknife.of(blocks, counts, this::statistics);
    double[] mean = Matrices.scaled(1.0 / (perBlock * blocks.length), Jackknife.total(blocks));
    double[] value = statistics(mean);
    int count = observables.size();
    List<Side> sides = new ArrayList<>();
    for (int c = 0; c < count; c++) {
      Estimate[] e = new Estimate[6];
      for (int s = 0; s < e.length; s++) {
        int at = s * count + c;
        e[s] = new Estimate(value[at], jackknife.error(at));
      }
      Probe o = observables.get(c);
      sides.add(
          new Side(o.formula(field.outputs()), o.symbols(), e[1], e[2], e[3], e[4], e[5], e[0]));
    }
    int[] light =
        IntStream.range(0, count)
            .filter(c -> observables.get(c).order() < 4 || networks() >= NETWORKS_OF_FOUR_FIELDS)
            .filter(c -> jackknife.largestShare(c) <= SymmetryMeasurement.HEAVY)
            .toArray();
    TDistribution student = new TDistribution(blocks.length - 1);
    double p =
        Arrays.stream(light)
            .mapToDouble(
                c ->
                    2 * student.cumulativeProbability(-Math.abs(sides.get(c).difference().pull(0))))
            .min()
            .orElse(1);
    int last = 6 * count;
    double divergence = breaking.jacobian();
    double square = mean[1] + 2 * divergence * mean[0] + divergence * divergence;
    return new Result(
        sides,
        divergence,
        new Estimate(value[last], jackknife.error(last)),
        Math.sqrt(Math.max(0, square)),
        Math.min(1, p * light.length),
        count - light.length);
  }

  /// Differences of all observables, then left, right, plain, score, Jacobian of all, then ⟨B⟩.
  private double[] statistics(double[] means) {
    int count = observables.size();
    double[] result = new double[6 * count + 1];
    double j = breaking.jacobian();
    double s = means[0];
    for (int c = 0; c < count; c++) {
      double o = means[2 + 3 * c];
      double left = means[3 + 3 * c];
      double so = means[4 + 3 * c];
      double covariance = so - s * o;
      result[c] = left + covariance;
      result[count + c] = left;
      result[2 * count + c] = -covariance;
      result[3 * count + c] = -so - j * o;
      result[4 * count + c] = -covariance + j * o;
      result[5 * count + c] = -j * o;
    }
    result[6 * count] = s + j;
    return result;
  }

  /// Draws and measures everything here and now, on one thread.
  public Result run() {
    double[][] blocks = new double[SymmetryTest.BLOCKS][];
    Arrays.setAll(blocks, this::block);
    return result(blocks);
  }
}
