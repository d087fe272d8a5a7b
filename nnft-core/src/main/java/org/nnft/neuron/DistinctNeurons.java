package org.nnft.neuron;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.nnft.math.SetPartitions;
import org.nnft.math.SymmetricIndex;
import org.nnft.network.IndependentDensity;
import org.nnft.network.NeuralField;
import org.nnft.statistics.SymmetricSums;

/// Moments of a sum of neurons with correlated normal parameters, by who sits on which neuron.
///
///     E[Π_a Σᵢ Xᵢ(x_a)] = Σ_π Σ_{i₁ ≠ i₂ ≠ …} E[Π_{B∈π} Π_{a∈B} X_{i_B}(x_a)],    Xᵢ = vᵢ hᵢ
///
/// An order r with an even readout needs no more than r/2 different neurons, whatever N is: what is exact for a few
/// neurons is so for all, and for either sign of their correlation. Correlated output weights have joint moments by
/// Stein's recursion, E[v₁ F] = μ E F + Σⱼ Cov(v₁, vⱼ) E[∂ⱼF]; correlated hidden parameters those of [CorrelatedUnits].
///
/// Cost: partitions of r, times choices of kinds of neurons, for each component.
final class DistinctNeurons {
  private static final double MOST_TERMS = 2e8;

  private final NeuralField field;
  private final NeuronKinds kinds;
  private final SymmetricSums unit;
  private final SymmetricSums layout;
  private final boolean ofReadout;
  private final int outputs;

  /// Joint moments of correlated output weights by output, kinds and exponents.
  private final Map<List<Integer>, Double> known = new HashMap<>();

  /// @param cluster neurons, where they are alike
  /// @param unit moments of one neuron's unit
  DistinctNeurons(NeuralField field, int cluster, SymmetricSums unit) {
    this.field = field;
    this.kinds = NeuronKinds.of(field, cluster);
    this.unit = unit;
    this.outputs = field.outputs();
    this.layout = SymmetricSums.all(unit.symbols() * outputs, unit.highestOrder());
    this.ofReadout = kinds.group().isReadout();
    double terms = 0;
    for (int n = 1; n <= unit.highestOrder(); n++) {
      double choices = Math.pow(kinds.size(), CorrelatedUnits.distinct(field, n));
      terms += choices * layout.index(n).count() * SetPartitions.of(n).size();
    }
    if (terms > MOST_TERMS) {
      throw new IllegalArgumentException(
          "exact correlators of order %d of %d different kinds of neurons need too many terms; use a smaller width, fewer points or a lower order"
              .formatted(unit.highestOrder(), kinds.size()));
    }
  }

  /// Moments of the sum without the output bias, all components.
  ///
  /// @param units of [CorrelatedUnits], or of one unit. Not modified.
  /// @param majorant whether all terms count as positive
  double[] moments(List<double[]> units, boolean majorant) {
    double[] moments = new double[layout.size()];
    for (int n = 1; n <= layout.highestOrder(); n++) {
      List<int[]> partitions = partitions(n);
      SymmetricIndex index = layout.index(n);
      for (int c = 0; c < index.count(); c++) {
        int[] tuple = index.at(c);
        for (int[] π : partitions) {
          moments[layout.offset(n) + c] += over(new int[π.length], 0, π, tuple, units, majorant);
        }
      }
    }
    return moments;
  }

  /// The connected correlator of the sum by the number of different neurons that take part,
  ///
  ///     κ⁽ʳ|ᵏ⁾ = Σ_{|π| = k} Σ_{i₁ ≠ … ≠ iₖ} Σ_σ (−1)^{|σ|−1}(|σ|−1)! Π_{C∈σ} E[Π_{B∈π} Π_{a∈B∩C} X_{i_B}(x_a)]
  ///
  /// @param tuple r fields. Not modified.
  /// @return r numbers, for k = 1…r
  double[] parts(int[] tuple, List<double[]> units) {
    double[] parts = new double[tuple.length];
    List<int[]> all = SetPartitions.of(tuple.length);
    for (int[] π : all) {
      parts[π.length - 1] += parts(new int[π.length], 0, π, all, tuple, units);
    }
    return parts;
  }

  private double parts(
      int[] kind, int from, int[] π, List<int[]> all, int[] tuple, List<double[]> units) {
    double sum = 0;
    if (from < π.length) {
      for (int k = 0; k < kinds.size(); k++) {
        kind[from] = k;
        sum += parts(kind, from + 1, π, all, tuple, units);
      }
      return sum;
    }
    double choices = kinds.choices(kind);
    for (int[] σ : choices == 0 ? List.<int[]>of() : all) {
      double term = choices;
      for (int c = 0; c < σ.length && term != 0; c++) {
        int together = σ[c];
        int[] taking = IntStream.range(0, π.length).filter(b -> (π[b] & together) != 0).toArray();
        term *=
            (c == 0 ? 1 : -c)
                * expectation(
                    Arrays.stream(taking).map(b -> kind[b]).toArray(),
                    Arrays.stream(taking).map(b -> π[b] & together).toArray(),
                    tuple,
                    units,
                    false);
      }
      sum += term;
    }
    return sum;
  }

  private List<int[]> partitions(int n) {
    return field.readout().hasEvenWeights() && !ofReadout
        ? SetPartitions.even(n)
        : SetPartitions.of(n);
  }

  /// Over the kinds of blocks `from` and later.
  private double over(
      int[] kind, int from, int[] π, int[] tuple, List<double[]> units, boolean majorant) {
    if (from == π.length) {
      double choices = kinds.choices(kind);
      return choices == 0 ? 0 : choices * expectation(kind, π, tuple, units, majorant);
    }
    double sum = 0;
    for (int k = 0; k < kinds.size(); k++) {
      kind[from] = k;
      sum += over(kind, from + 1, π, tuple, units, majorant);
    }
    return sum;
  }

  /// E[Π_{B} Π_{a∈B} X_{i_B}] of different neurons of given kinds.
  ///
  /// @param blocks masks of positions in the tuple, none empty. Not modified.
  /// @param tuple fields p·D + a. Not modified.
  private double expectation(
      int[] kind, int[] blocks, int[] tuple, List<double[]> units, boolean majorant) {
    double product = weights(kind, blocks, tuple);
    if (product == 0) {
      return 0;
    }
    if (ofReadout) {
      for (int block : blocks) {
        product *= units.getFirst()[position(unit, legs(block, tuple, 0))];
      }
    } else {
      product *= unit(kind, blocks, tuple, units);
    }
    return majorant ? Math.abs(product) : product;
  }

  private double weights(int[] kind, int[] blocks, int[] tuple) {
    double product = 1;
    for (int a = 0; a < outputs && product != 0; a++) {
      int[] exponents = new int[blocks.length];
      for (int j = 0; j < blocks.length; j++) {
        for (int leg = 0; leg < tuple.length; leg++) {
          exponents[j] += (blocks[j] >> leg & 1) == 1 && tuple[leg] % outputs == a ? 1 : 0;
        }
      }
      if (ofReadout) {
        product *= stein(a, kind, exponents);
      } else {
        IndependentDensity law = field.readout().effectiveWeights(a, field.width());
        for (int n : exponents) {
          product *= n == 0 ? 1 : law.rawMoment(n);
        }
      }
    }
    return product;
  }

  private double stein(int output, int[] kind, int[] exponents) {
    int[] key = new int[1 + 2 * kind.length];
    key[0] = output;
    for (int j = 0; j < kind.length; j++) {
      key[1 + 2 * j] = kind[j];
      key[2 + 2 * j] = exponents[j];
    }
    List<Integer> name = Arrays.stream(key).boxed().toList();
    Double before = known.get(name);
    if (before != null) {
      return before;
    }
    IndependentDensity law = field.readout().effectiveWeights(output, field.width());
    double moment =
        stein(law.mean(), law.spread() * law.spread(), kinds.covariance(kind), exponents.clone());
    known.put(name, moment);
    return moment;
  }

  /// @param exponents as they were when it returns
  private static double stein(double μ, double variance, double[][] c, int[] exponents) {
    int i = 0;
    while (i < exponents.length && exponents[i] == 0) {
      i++;
    }
    if (i == exponents.length) {
      return 1;
    }
    exponents[i]--;
    double sum = μ == 0 ? 0 : μ * stein(μ, variance, c, exponents);
    for (int j = i; j < exponents.length; j++) {
      if (exponents[j] > 0 && c[i][j] != 0) {
        double times = exponents[j]--;
        sum += variance * c[i][j] * times * stein(μ, variance, c, exponents);
        exponents[j]++;
      }
    }
    exponents[i]++;
    return sum;
  }

  /// E of the units alone, from the table of these kinds.
  private double unit(int[] kind, int[] blocks, int[] tuple, List<double[]> units) {
    int k = blocks.length;
    int[] order =
        IntStream.range(0, k)
            .boxed()
            .sorted(Comparator.comparingInt(j -> kind[j]))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] symbols = new int[0];
    for (int s = 0; s < k; s++) {
      int[] own = legs(blocks[order[s]], tuple, s * unit.symbols());
      int before = symbols.length;
      symbols = Arrays.copyOf(symbols, before + own.length);
      System.arraycopy(own, 0, symbols, before, own.length);
    }
    int table = k == 1 && kinds.size() == 1 ? 0 : table(k);
    if (kinds.size() > 1) {
      int[] sorted = Arrays.stream(order).map(j -> kind[j]).toArray();
      table += SymmetricIndex.of(kinds.size(), k).rank(sorted);
    }
    if (table >= units.size()) {
      // So many neurons have no joint law, and are more than there are.
      return 0;
    }
    SymmetricSums of = SymmetricSums.all(k * unit.symbols(), unit.highestOrder());
    return units.get(table)[position(of, symbols)];
  }

  /// Of the first choice of k kinds; table 0 is one neuron as its own densities say.
  private int table(int k) {
    if (kinds.size() == 1) {
      return k - 1;
    }
    int table = 1;
    for (int before = 1; before < k; before++) {
      table += SymmetricIndex.of(kinds.size(), before).count();
    }
    return table;
  }

  private int[] legs(int block, int[] tuple, int offset) {
    return IntStream.range(0, tuple.length)
        .filter(leg -> (block >> leg & 1) == 1)
        .map(leg -> offset + tuple[leg] / outputs)
        .toArray();
  }

  private static int position(SymmetricSums of, int[] tuple) {
    return of.offset(tuple.length) + of.index(tuple.length).rank(tuple);
  }

  /// Moments at infinite width of neurons that are alike and have a readout of even law: all sit in pairs,
  ///
  ///     G⁽ⁿ⁾ → Σ_pairings N^(n/2) E[v²]^(n/2) E[Π_{(ab)} h_{(ab)}(x_a) h_{(ab)}(x_b)]
  double[] pairs(List<double[]> units) {
    double[] moments = new double[layout.size()];
    for (int n = 2; n <= layout.highestOrder(); n += 2) {
      List<int[]> pairings =
          SetPartitions.even(n).stream().filter(π -> π.length == tupleLength(π) / 2).toList();
      int neurons = n / 2;
      double choices = Math.pow(field.width(), neurons);
      SymmetricIndex index = layout.index(n);
      for (int c = 0; c < index.count(); c++) {
        int[] tuple = index.at(c);
        for (int[] π : pairings) {
          moments[layout.offset(n) + c] +=
              choices * expectation(new int[π.length], π, tuple, units, false);
        }
      }
    }
    return moments;
  }

  private static int tupleLength(int[] π) {
    return Arrays.stream(π).map(Integer::bitCount).sum();
  }
}
