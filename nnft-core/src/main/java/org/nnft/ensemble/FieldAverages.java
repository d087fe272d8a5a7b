package org.nnft.ensemble;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.nnft.statistics.Estimate;
import org.nnft.statistics.Jackknife;

/// Averages of any functions of the field over an ensemble, kept by blocks, so that functions of averages have
/// jackknife errors and covariances.
///
/// Where power sums do not do: exponentials for `Z[J]`, products at chosen tuples of many points, squares of
/// functionals. Blocks depend on the number of networks alone and each is summed in the order of its networks,
/// so the bits do not depend on threads.
public final class FieldAverages {
  private static final int CAPACITY = 128;

  private final double[][] sums;
  private final long[] counts;

  private FieldAverages(double[][] sums, long[] counts) {
    this.sums = sums;
    this.counts = counts;
  }

  /// Who works through the blocks: threads of this machine, or a store that keeps them.
  @FunctionalInterface
  public interface Workers {
    /// @param blocks how many
    /// @param size numbers that each block leaves
    /// @param work block b as a function of b alone; may be called from several threads
    /// @return one row per block
    double[][] rows(int blocks, int size, IntFunction<double[]> work);

    /// The threads of this machine.
    static Workers threads() {
      return (blocks, _, work) ->
          IntStream.range(0, blocks).parallel().mapToObj(work).toArray(double[][]::new);
    }
  }

  /// Averages over all networks.
  ///
  /// @param blocks behind the errors, 2 ≤ blocks ≤ networks
  public static FieldAverages of(
      FieldSamples samples, int blocks, Observable observable, Workers workers) {
    Plan plan = new Plan(samples.networks(), blocks);
    double[][] sums =
        workers.rows(
            blocks,
            observable.size(),
            b -> block(samples, plan.first(b), plan.count(b), observable));
    long[] counts = new long[blocks];
    Arrays.setAll(counts, plan::count);
    return new FieldAverages(sums, counts);
  }

  private static double[] block(
      FieldSamples samples, long first, long count, Observable observable) {
    double[] sums = new double[observable.size()];
    double[][] f = new double[samples.points() * samples.outputs()][CAPACITY];
    for (long done = 0; done < count; done += CAPACITY) {
      int n = (int) Math.min(CAPACITY, count - done);
      samples.read(first + done, n, f);
      observable.add(f, n, sums);
    }
    return sums;
  }

  /// Number of networks.
  public long networks() {
    return Arrays.stream(counts).sum();
  }

  /// Number of blocks.
  public int blocks() {
    return counts.length;
  }

  /// The averages, a new array.
  public double[] means() {
    double[] total = Jackknife.total(sums);
    long networks = networks();
    Arrays.setAll(total, c -> total[c] / networks);
    return total;
  }

  /// Fluctuations of functions of the averages.
  public Jackknife jackknife(UnaryOperator<double[]> statistic) {
    return Jackknife.of(sums, counts, statistic);
  }

  /// Values of functions of the averages with their errors.
  public Estimate[] estimates(UnaryOperator<double[]> statistic) {
    double[] value = statistic.apply(means());
    Jackknife fluctuations = jackknife(statistic);
    Estimate[] result = new Estimate[value.length];
    Arrays.setAll(result, c -> new Estimate(value[c], fluctuations.error(c)));
    return result;
  }

  /// The averages over some of the blocks.
  ///
  /// @param from first block
  /// @param to one past the last, at least two more than the first
  public FieldAverages part(int from, int to) {
    return new FieldAverages(
        Arrays.copyOfRange(sums, from, to), Arrays.copyOfRange(counts, from, to));
  }
}
