package org.nnft.symmetry;

import java.util.Arrays;
import java.util.List;
import org.nnft.ensemble.FieldSamples;
import org.nnft.math.Lanes;
import org.nnft.random.StreamKey;
import org.nnft.random.WordStream;
import org.nnft.statistics.Jackknife;

/// The statistic of Maiti, Stoner and Halverson (2106.00694) for internal symmetries, for comparison.
///
///     M_n = R ⊗ … ⊗ R G⁽ⁿ⁾ − G⁽ⁿ⁾,   δM_n² = δG² + Σ R² ⊗ … ⊗ R² δG²
///
/// over all components of G⁽ⁿ⁾, all pairs of inputs for n = 2 and one tuple of inputs for n = 4, and 1000 elements
/// R = exp Σ u_a T_a with u_a uniform on (0, 1), as in the authors' released code: not Haar-distributed. δG is the
/// standard error over blocks of networks; that of the turned tensor is propagated as if components were independent.
/// The symmetry passes if the RMS of M_n lies within that of δM_n.
///
/// Unlike [SymmetryTest] it has no p-value: components, elements and both terms of M_n are correlated, and an RMS over
/// many components hides a single broken one.
///
/// @param order n, 2 or 4
/// @param mean of M_n
/// @param spread RMS of M_n about zero
/// @param error RMS of δM_n
public record MaitiStatistic(int order, double mean, double spread, double error) {

  private static final int ELEMENTS = 1000;
  private static final int CHUNK = 1024;

  /// Whether the authors' criterion sees no breaking.
  public boolean passes() {
    return spread <= error;
  }

  /// The sums over a block of networks that the statistic needs: Σ f_a(x) f_b(y) for all pairs of inputs x ≤ y and
  /// all a, b, then Σ f_a(x₁) f_b(x₂) f_c(x₃) f_d(x₄) at the first four inputs (repeated cyclically if there are fewer).
  public static double[] block(FieldSamples samples, long first, long count) {
    int d = samples.outputs();
    double[][] f = new double[samples.points() * d][CHUNK];
    int[][] tuples = tuples(samples.points());
    double[] sums = new double[size(samples.points(), d)];
    for (long done = 0; done < count; done += CHUNK) {
      int n = (int) Math.min(CHUNK, count - done);
      samples.read(first + done, n, f);
      int at = 0;
      double[] ones = new double[n];
      Arrays.fill(ones, 1);
      for (int[] tuple : tuples) {
        at = add(f, tuple, 0, d, ones, n, sums, at);
      }
    }
    return sums;
  }

  /// Length of [#block(FieldSamples, long, long)].
  public static int size(int points, int outputs) {
    int size = 0;
    for (int[] tuple : tuples(points)) {
      size += power(outputs, tuple.length);
    }
    return size;
  }

  private static int[][] tuples(int points) {
    int[][] tuples = new int[points * (points + 1) / 2 + 1][];
    int next = 0;
    for (int p = 0; p < points; p++) {
      for (int q = p; q < points; q++) {
        tuples[next++] = new int[] {p, q};
      }
    }
    tuples[next] = new int[] {0, 1 % points, 2 % points, 3 % points};
    return tuples;
  }

  private static int add(
      double[][] f,
      int[] tuple,
      int leg,
      int outputs,
      double[] product,
      int n,
      double[] sums,
      int at) {
    if (leg == tuple.length) {
      for (int i = 0; i < n; i++) {
        sums[at] += product[i];
      }
      return at + 1;
    }
    int next = at;
    double[] longer = new double[n];
    for (int a = 0; a < outputs; a++) {
      double[] field = f[tuple[leg] * outputs + a];
      for (int i = 0; i < n; i++) {
        longer[i] = product[i] * field[i];
      }
      next = add(f, tuple, leg + 1, outputs, longer, n, sums, next);
    }
    return next;
  }

  /// Orders 2 and 4.
  ///
  /// @param blocks sums of blocks of equal size. Not modified.
  /// @param perBlock networks per block
  public static List<MaitiStatistic> of(
      MatrixGroup group, int points, double[][] blocks, long perBlock, long seed) {
    int d = group.dimension();
    long[] counts = new long[blocks.length];
    Arrays.fill(counts, perBlock);
    Jackknife jackknife = Jackknife.of(blocks, counts, means -> means);
    double[] mean = Matrices.scaled(1.0 / (perBlock * blocks.length), Jackknife.total(blocks));
    double[] variance = new double[mean.length];
    Arrays.setAll(variance, i -> jackknife.covariance(i, i));
    Moments two = new Moments(2);
    Moments four = new Moments(4);
    for (int k = 0; k < ELEMENTS; k++) {
      double[][] r = element(group, seed, k);
      double[][] squares =
          Arrays.stream(r)
              .map(row -> Arrays.stream(row).map(x -> x * x).toArray())
              .toArray(double[][]::new);
      int at = 0;
      for (int[] tuple : tuples(points)) {
        Moments into = tuple.length == 2 ? two : four;
        int size = power(d, tuple.length);
        double[] g = Arrays.copyOfRange(mean, at, at + size);
        double[] δ = Arrays.copyOfRange(variance, at, at + size);
        into.add(g, turned(r, g, d, tuple.length), δ, turned(squares, δ, d, tuple.length));
        at += size;
      }
    }
    return List.of(two.result(), four.result());
  }

  /// exp Σ u_a T_a, or a Haar-distributed element of a group without infinitesimal generators.
  private static double[][] element(MatrixGroup group, long seed, int index) {
    WordStream words =
        new WordStream(Lanes.best(), StreamKey.of(seed, "coordinates of " + group), 0, 1);
    words.start(index, 1);
    double[][] sum = new double[group.dimension()][group.dimension()];
    double[] u = new double[1];
    boolean continuous = false;
    for (GroupGenerator generator : group.generators()) {
      if (generator instanceof GroupGenerator.Infinitesimal infinitesimal) {
        double[][] t = infinitesimal.matrix();
        continuous = true;
        Lanes.best().uniform(words.next(), u, 1);
        for (int i = 0; i < sum.length; i++) {
          for (int j = 0; j < sum.length; j++) {
            sum[i][j] = Math.fma(u[0], t[i][j], sum[i][j]);
          }
        }
      }
    }
    return continuous ? Matrices.exponential(sum) : HaarMeasure.of(group, seed).element(index);
  }

  /// R ⊗ … ⊗ R g, one leg at a time.
  private static double[] turned(double[][] r, double[] g, int d, int legs) {
    double[] result = g;
    for (int leg = 0; leg < legs; leg++) {
      int stride = power(d, leg);
      double[] next = new double[g.length];
      for (int i = 0; i < g.length; i++) {
        int a = i / stride % d;
        double sum = 0;
        for (int b = 0; b < d; b++) {
          sum = Math.fma(r[a][b], result[i + (b - a) * stride], sum);
        }
        next[i] = sum;
      }
      result = next;
    }
    return result;
  }

  private static int power(int base, int exponent) {
    int result = 1;
    for (int k = 0; k < exponent; k++) {
      result = Math.multiplyExact(result, base);
    }
    return result;
  }

  /// Running sums over components and elements.
  private static final class Moments {
    private final int order;
    private double sum;
    private double squares;
    private double variances;
    private long count;

    Moments(int order) {
      this.order = order;
    }

    void add(double[] g, double[] turned, double[] variance, double[] turnedVariance) {
      for (int i = 0; i < g.length; i++) {
        double m = turned[i] - g[i];
        sum += m;
        squares += m * m;
        variances += variance[i] + turnedVariance[i];
      }
      count += g.length;
    }

    MaitiStatistic result() {
      return new MaitiStatistic(
          order, sum / count, Math.sqrt(squares / count), Math.sqrt(variances / count));
    }
  }
}
