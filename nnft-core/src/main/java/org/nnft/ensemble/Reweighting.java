package org.nnft.ensemble;

import java.util.Arrays;
import java.util.Locale;
import org.nnft.statistics.CumulantRecursion;
import org.nnft.statistics.Estimate;
import org.nnft.statistics.Jackknife;
import org.nnft.statistics.SymmetricSums;

/// What free draws with weights w = e^(−V) say about the deformed ensemble.
///
///     Z_V/Z₀ = ⟨w⟩₀,   ⟨O⟩_V = ⟨wO⟩₀/⟨w⟩₀,   d⟨O⟩/dα = −cov₀(O, V)  at α = 0 of αV
///
/// Ratios are biased by the order of their squared errors. Errors are the jackknife's over blocks.
public final class Reweighting {
  /// Fewer effective samples than this, or one with a larger share of all weight, and nothing is believed.
  private static final double LEAST_SAMPLES = 100;

  private static final double LARGEST_SHARE = 0.1;

  private final SymmetricSums layout;
  private final double[][] rows;
  private final long[] counts;
  private final double least;

  private Reweighting(SymmetricSums layout, double[][] rows, long[] counts, double least) {
    this.layout = layout;
    this.rows = rows;
    this.counts = counts;
    this.least = least;
  }

  /// @param blocks rows of [Deformation#freeBlock(long, int)], at least two. Not modified.
  public static Reweighting of(SymmetricSums layout, double[][] blocks) {
    double least = Arrays.stream(blocks).mapToDouble(b -> b[1]).min().orElseThrow();
    double[][] rows = new double[blocks.length][];
    long[] counts = new long[blocks.length];
    for (int b = 0; b < blocks.length; b++) {
      double shrink = Math.exp(least - blocks[b][1]);
      rows[b] = blocks[b].clone();
      counts[b] = (long) blocks[b][0];
      rows[b][2] *= shrink;
      rows[b][3] *= shrink * shrink;
      rows[b][4] *= shrink;
      for (int c = 6; c < 6 + layout.size(); c++) {
        rows[b][c] *= shrink;
      }
    }
    return new Reweighting(layout, rows, counts, least);
  }

  /// Number of fields, points times outputs.
  public int symbols() {
    return layout.symbols();
  }

  /// Number of free draws.
  public long draws() {
    return Arrays.stream(counts).sum();
  }

  /// (Σw)²/Σw²: as many independent draws of the deformed ensemble would know as much.
  public double effectiveSampleSize() {
    double[] total = Jackknife.total(rows);
    return total[2] * total[2] / total[3];
  }

  /// Share of the largest weight in all.
  public double largestShare() {
    double largest = Arrays.stream(rows).mapToDouble(row -> row[4]).max().orElseThrow();
    return largest / Jackknife.total(rows)[2];
  }

  /// Whether a few draws carry all the weight, so that neither values nor errors mean anything.
  public boolean isCollapsed() {
    return effectiveSampleSize() < LEAST_SAMPLES || largestShare() > LARGEST_SHARE;
  }

  /// Why nothing is believed, in words.
  public String collapse() {
    return String.format(
        Locale.ROOT,
        "Reweighting collapses: of %,d free draws %.1f are effective (at least %.0f are needed) and one carries %.0f %% of the weight (at most %.0f %% may); weaken the potential, draw more, or trust the Markov chains",
        draws(),
        effectiveSampleSize(),
        LEAST_SAMPLES,
        100 * largestShare(),
        100 * LARGEST_SHARE);
  }

  /// ln(Z_V/Z₀).
  public Estimate logPartitionFunction() {
    return estimate(mean -> Math.log(mean[2]) - least);
  }

  /// ⟨V⟩₀ of the parent.
  public Estimate parentPotential() {
    return estimate(mean -> mean[5]);
  }

  @FunctionalInterface
  private interface Statistic {
    double of(double[] means);
  }

  private Estimate estimate(Statistic statistic) {
    double[] total = Jackknife.total(rows);
    long draws = draws();
    double[] means = Arrays.stream(total).map(s -> s / draws).toArray();
    Jackknife jackknife = Jackknife.of(rows, counts, m -> new double[] {statistic.of(m)});
    return new Estimate(statistic.of(means), jackknife.error(0));
  }

  /// Full correlators of the deformed ensemble, all orders in the layout.
  public double[] full() {
    return full(means());
  }

  private double[] means() {
    long draws = draws();
    return Arrays.stream(Jackknife.total(rows)).map(s -> s / draws).toArray();
  }

  private double[] full(double[] means) {
    double[] full = new double[layout.size()];
    Arrays.setAll(full, c -> means[6 + c] / means[2]);
    return full;
  }

  /// Connected correlators of the deformed ensemble.
  public double[] connected() {
    return CumulantRecursion.on(layout).cumulants(full());
  }

  /// Their fluctuations.
  public Jackknife jackknifeOfConnected() {
    CumulantRecursion recursion = CumulantRecursion.on(layout);
    return Jackknife.of(rows, counts, means -> recursion.cumulants(full(means)));
  }

  /// −cov₀(f…f, V), unbiased: how correlators begin to change.
  public double[] response() {
    double[] response = response(means());
    double unbiased = draws() / (draws() - 1.0);
    Arrays.setAll(response, c -> response[c] * unbiased);
    return response;
  }

  private double[] response(double[] means) {
    int size = layout.size();
    double[] response = new double[size];
    Arrays.setAll(response, c -> means[6 + size + c] * means[5] - means[6 + 2 * size + c]);
    return response;
  }

  /// Its fluctuations.
  public Jackknife jackknifeOfResponse() {
    return Jackknife.of(rows, counts, this::response);
  }
}
