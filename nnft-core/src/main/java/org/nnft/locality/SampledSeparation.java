package org.nnft.locality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.nnft.ensemble.FieldAverages;
import org.nnft.ensemble.FieldEnsemble;
import org.nnft.ensemble.FieldSamples;
import org.nnft.ensemble.Observable;
import org.nnft.statistics.Estimate;
import org.nnft.statistics.Jackknife;
import org.nnft.statistics.JointCumulant;
import org.nnft.statistics.StepDownPulls;

/// G_c⁽ʳ⁾(R) measured on the same networks at all distances, with the covariance between distances.
///
/// For each distance the products over all subsets of the r points are averaged and their joint cumulant is taken;
/// its plug-in bias is of the order of G/M for M networks. With an even field only products of even size are kept,
/// odd ones being zero. Immutable.
///
/// Cost: 2ʳ⁻¹ products for each network and distance.
public final class SampledSeparation {
  private final List<Double> distances;
  private final List<Estimate> values;
  private final Jackknife jackknife;
  private final long networks;

  private SampledSeparation(
      List<Double> distances, List<Estimate> values, Jackknife jackknife, long networks) {
    this.distances = List.copyOf(distances);
    this.values = List.copyOf(values);
    this.jackknife = jackknife;
    this.networks = networks;
  }

  /// @param ensemble a field of one output
  /// @param distances R. Not modified.
  /// @throws IllegalArgumentException if the ensemble's outputs cannot be had at the points pulled apart
  /// @param blocks behind the errors; many more than there are distances
  /// @param workers who draw the networks
  public static SampledSeparation of(
      FieldEnsemble ensemble,
      Separation separation,
      double[] distances,
      int blocks,
      FieldAverages.Workers workers) {
    double[][] rows =
        Arrays.stream(distances)
            .boxed()
            .flatMap(distance -> Arrays.stream(separation.at(distance)))
            .toArray(double[][]::new);
    Separation.Located located = Separation.locate(rows);
    int r = separation.order();
    List<int[]> tuples = new ArrayList<>();
    for (int k = 0; k < distances.length; k++) {
      tuples.add(located.tuple(k * r, (1 << r) - 1));
    }
    return of(
        ensemble.samples(located.points()), tuples, distances, ensemble.isEven(), blocks, workers);
  }

  /// The same from any outputs.
  ///
  /// @param samples one output
  /// @param tuples the r points at each distance. Not modified.
  /// @param distances R, one for each tuple. Not modified.
  /// @param even whether f and −f have the same law
  public static SampledSeparation of(
      FieldSamples samples,
      List<int[]> tuples,
      double[] distances,
      boolean even,
      int blocks,
      FieldAverages.Workers workers) {
    int r = tuples.getFirst().length;
    if (even && r % 2 == 1) {
      throw new IllegalArgumentException(
          "the connected %d-point function of an ensemble in which f and −f have the same law is 0 at every distance; name an even number of points in locality.groups"
              .formatted(r));
    }
    int[] masks =
        IntStream.range(1, 1 << r)
            .filter(mask -> !even || Integer.bitCount(mask) % 2 == 0)
            .toArray();
    FieldAverages averages =
        FieldAverages.of(samples, blocks, new SubsetProducts(tuples, masks), workers);
    Jackknife jackknife = averages.jackknife(means -> cumulants(means, tuples.size(), masks, r));
    double[] central = cumulants(averages.means(), tuples.size(), masks, r);
    List<Estimate> values =
        IntStream.range(0, central.length)
            .mapToObj(k -> new Estimate(central[k], jackknife.error(k)))
            .toList();
    return new SampledSeparation(
        Arrays.stream(distances).boxed().toList(), values, jackknife, averages.networks());
  }

  private static double[] cumulants(double[] means, int tuples, int[] masks, int r) {
    double[] result = new double[tuples];
    double[] moments = new double[1 << r];
    for (int k = 0; k < tuples; k++) {
      for (int m = 0; m < masks.length; m++) {
        moments[masks[m]] = means[k * masks.length + m];
      }
      result[k] = JointCumulant.of(moments);
    }
    return result;
  }

  /// R, in the order they were asked for.
  public List<Double> distances() {
    return distances;
  }

  /// G_c⁽ʳ⁾ at each distance.
  public List<Estimate> values() {
    return values;
  }

  /// Covariance between two distances.
  public double covariance(int a, int b) {
    return jackknife.covariance(a, b);
  }

  /// The largest difference between two of the last values, in errors of that difference.
  ///
  /// @param last how many, at least 2
  public double largestDifference(int last) {
    double largest = 0;
    for (int a = values.size() - last; a < values.size(); a++) {
      for (int b = values.size() - last; b < a; b++) {
        double variance = covariance(a, a) + covariance(b, b) - 2 * covariance(a, b);
        double difference = values.get(a).value() - values.get(b).value();
        if (difference != 0) {
          largest = Math.max(largest, Math.abs(difference) / Math.sqrt(variance));
        }
      }
    }
    return largest;
  }

  /// Independent pulls against values that are known.
  ///
  /// @param known one per distance. Not modified.
  public StepDownPulls agreement(double... known) {
    double[] difference = new double[known.length];
    Arrays.setAll(difference, k -> values.get(k).value() - known[k]);
    return StepDownPulls.of(difference, jackknife);
  }

  /// Number of blocks behind the covariance.
  public int blocks() {
    return jackknife.blocks();
  }

  /// Number of networks M.
  public long networks() {
    return networks;
  }

  /// Products over the subsets of each tuple.
  private static final class SubsetProducts implements Observable {
    private final List<int[]> tuples;
    private final int[] masks;

    SubsetProducts(List<int[]> tuples, int[] masks) {
      this.tuples = tuples;
      this.masks = masks;
    }

    @Override
    public int size() {
      return tuples.size() * masks.length;
    }

    @Override
    public void add(double[][] f, int n, double[] sums) {
      int r = tuples.getFirst().length;
      double[] product = new double[1 << r];
      product[0] = 1;
      for (int i = 0; i < n; i++) {
        for (int k = 0; k < tuples.size(); k++) {
          int[] tuple = tuples.get(k);
          for (int mask = 1; mask < product.length; mask++) {
            product[mask] =
                product[mask & mask - 1] * f[tuple[Integer.numberOfTrailingZeros(mask)]][i];
          }
          for (int m = 0; m < masks.length; m++) {
            sums[k * masks.length + m] += product[masks[m]];
          }
        }
      }
    }
  }
}
