package org.nnft.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nnft.ensemble.DrawnFields;
import org.nnft.ensemble.ParameterTap;
import org.nnft.ensemble.Plan;
import org.nnft.math.Elementary;
import org.nnft.network.NeuralField;
import org.nnft.statistics.Estimate;
import org.nnft.statistics.Jackknife;

/// Interacting expectation values from free networks: every draw counts with weight e^(−S_int).
///
///     ⟨O⟩ = E[O e^(−S_int)]/E[e^(−S_int)],   Z_V/Z_0 = E[e^(−S_int)],   ESS = (Σw)²/Σw²
///
/// Draws are cut into blocks whose sums depend on their number alone; errors are a jackknife over blocks, and
/// the jackknife removes the ratio's O(1/M) bias. Of one field, ⟨φ(0)²⟩ is sharpened by control variates
/// ([FreeControls]). Exact at any width; hopeless once the effective sample size collapses, about exponentially in the
/// volume.
///
/// @param observables what is measured, and of which field
/// @param networks M
/// @param seed any number
public record Reweighting(FieldObservables observables, long networks, long seed) {

  /// Below this share of effective samples an answer is refused.
  public static final double FEWEST = 0.01;

  /// Blocks behind the errors; the fewest networks.
  public static final int BLOCKS = 256;

  /// Draws in a block, below which control variates are not used.
  private static final int FEWEST_CONTROLLED = 64;

  public Reweighting {
    if (networks < BLOCKS) {
      throw new IllegalArgumentException(
          "reweighting needs at least %d networks for its error bars, got %d"
              .formatted(BLOCKS, networks));
    }
  }

  private Plan plan() {
    return new Plan(networks, BLOCKS);
  }

  /// Number of blocks.
  public int blocks() {
    return BLOCKS;
  }

  /// Numbers that each block leaves: Σw, Σw², Σw O for every observable, and the sums of the controls.
  public int sums() {
    return firstControl() + controls().size();
  }

  private int firstControl() {
    return 2 + observables.size();
  }

  private FreeControls controls() {
    return FreeControls.of(observables.field());
  }

  /// Cosines at single grid points that a draw takes: N · grid points, of all fields.
  public double evaluationsPerNetwork() {
    InteractingField theory = observables.field();
    double neurons = theory.networks().stream().mapToInt(NeuralField::width).sum();
    return neurons * theory.grid().size();
  }

  /// The sums of one block.
  ///
  /// @param block 0 … blocks − 1
  public double[] block(int block) {
    InteractingField theory = observables.field();
    ScalarPotential potential = theory.potential();
    int size = theory.grid().size();
    double[] weights = theory.grid().weights();
    List<Draw> draws =
        IntStream.range(0, theory.networks().size())
            .mapToObj(i -> draw(theory.networks().get(i), i))
            .toList();
    int capacity = draws.getFirst().reader().capacity();
    double[][] drawn = new double[size][capacity];
    int variables = potential.variables().size();
    double[][][] batch = new double[capacity][variables][size];
    double[] at = new double[variables];
    double[] values = new double[observables.size()];
    double[] sums = new double[sums()];
    FreeControls controls = controls();
    long first = plan().first(block);
    long count = plan().count(block);
    for (long done = 0; done < count; done += capacity) {
      int n = (int) Math.min(capacity, count - done);
      for (int i = 0; i < draws.size(); i++) {
        draws.get(i).reader().read(first + done, n, drawn);
        draws.get(i).into(batch, potential.variable(i), drawn, n);
      }
      for (int network = 0; network < n; network++) {
        double[][] φ = batch[network];
        double action = 0;
        for (int g = 0; g < size; g++) {
          for (int v = 0; v < variables; v++) {
            at[v] = φ[v][g];
          }
          action = Math.fma(weights[g], potential.at(at), action);
        }
        double weight = Elementary.exp(-action);
        observables.of(φ, values);
        sums[0] += weight;
        sums[1] = Math.fma(weight, weight, sums[1]);
        for (int o = 0; o < values.length; o++) {
          sums[2 + o] = Math.fma(weight, values[o], sums[2 + o]);
        }
        controls.add(values[0], action, sums, firstControl());
      }
    }
    return sums;
  }

  /// Networks of one field, and their derivatives where the potential has any.
  private record Draw(DrawnFields.Reader reader, Optional<WaveSlopes> slopes) {
    void into(double[][][] batch, int variable, double[][] drawn, int n) {
      for (int network = 0; network < n; network++) {
        for (int g = 0; g < drawn.length; g++) {
          batch[network][variable][g] = drawn[g][network];
        }
      }
      slopes.ifPresent(
          s -> {
            for (int network = 0; network < n; network++) {
              s.of(network, batch[network], variable + 1);
            }
          });
    }
  }

  /// Fields of one action are independent: each has its own seed.
  private Draw draw(NeuralField network, int field) {
    InteractionGrid grid = observables.field().grid();
    Optional<WaveSlopes> slopes =
        observables.field().potential().derivatives() == 0
            ? Optional.empty()
            : Optional.of(new WaveSlopes(WaveEnsemble.of(network), grid));
    DrawnFields drawn =
        DrawnFields.of(network, grid.points(), networks, seed + 0x9E3779B9L * field);
    return new Draw(
        drawn.tapped(slopes.map(s -> (ParameterTap) s).orElse(ParameterTap.NONE)), slopes);
  }

  /// What all blocks say.
  ///
  /// @param blocks one row per block. Not modified.
  /// @throws IllegalArgumentException if the effective sample size has collapsed, saying what to do
  public Simulated result(double[][] blocks) {
    long[] counts = new long[blocks.length];
    Arrays.setAll(counts, plan()::count);
    double[] total = Jackknife.total(blocks);
    double share = total[0] * total[0] / total[1] / networks;
    if (!(share >= FEWEST)) {
      throw new IllegalArgumentException(
          "reweighting has collapsed: the %,d networks are worth %.1f effective ones, %.2g %% (at least %.0f %% are asked for); use a smaller box or coupling, or the method hmc"
              .formatted(networks, share * networks, 100 * share, 100 * FEWEST));
    }
    Jackknife fluctuations = Jackknife.of(blocks, counts, this::ratios);
    double[] means = new double[total.length];
    Arrays.setAll(means, c -> total[c] / networks);
    double[] plain = ratios(means);
    double[] replicates = meanOfReplicates(blocks, counts, total);
    List<Estimate> estimates = new ArrayList<>();
    for (int o = 0; o < observables.size(); o++) {
      estimates.add(
          new Estimate(
              blocks.length * plain[1 + o] - (blocks.length - 1) * replicates[1 + o],
              fluctuations.error(1 + o)));
    }
    Estimate square = controlled(estimates.getFirst(), blocks, counts, means);
    double gain = Math.pow(estimates.getFirst().error() / square.error(), 2);
    estimates.set(0, square);
    int first = 1 + observables.size();
    List<Estimate> excitation =
        IntStream.range(first, plain.length)
            .mapToObj(k -> new Estimate(plain[k], fluctuations.error(k)))
            .toList();
    return new Simulated(
        estimates,
        excitation,
        new Estimate(plain[0], fluctuations.error(0)),
        share * networks,
        share,
        gain);
  }

  /// ⟨φ(0)²⟩ with control variates, if there are draws enough: with few in a block a regression bends.
  private Estimate controlled(Estimate plain, double[][] blocks, long[] counts, double[] means) {
    if (networks < (long) FEWEST_CONTROLLED * blocks.length) {
      return plain;
    }
    double[] influence = new double[blocks.length];
    double[][] controls = new double[blocks.length][controls().size()];
    for (int b = 0; b < blocks.length; b++) {
      double[] block = blocks[b];
      double n = counts[b];
      influence[b] = (block[2] - means[2] / means[0] * block[0]) / (n * means[0]);
      Arrays.setAll(controls[b], c -> block[firstControl() + c] / n);
    }
    return controls().corrected(plain, influence, controls);
  }

  /// (E w, E[wO]/E w, excitation).
  private double[] ratios(double[] means) {
    double[] values = new double[observables.size()];
    Arrays.setAll(values, o -> means[2 + o] / means[0]);
    double[] excitation = observables.excitation(values);
    double[] result = new double[1 + values.length + excitation.length];
    result[0] = means[0];
    System.arraycopy(values, 0, result, 1, values.length);
    System.arraycopy(excitation, 0, result, 1 + values.length, excitation.length);
    return result;
  }

  private double[] meanOfReplicates(double[][] blocks, long[] counts, double[] total) {
    long all = Arrays.stream(counts).sum();
    double[] mean = new double[1 + observables.size()];
    for (int b = 0; b < blocks.length; b++) {
      double[] without = new double[total.length];
      for (int c = 0; c < without.length; c++) {
        without[c] = (total[c] - blocks[b][c]) / (all - counts[b]);
      }
      double[] replicate = ratios(without);
      for (int c = 0; c < mean.length; c++) {
        mean[c] += replicate[c] / blocks.length;
      }
    }
    return mean;
  }

  /// Estimates from weighted draws.
  ///
  /// @param observables in the order of [FieldObservables]
  /// @param excitation in the order of [FieldObservables#excitation(double[])]
  /// @param partitionFunction Z_V/Z_0
  /// @param effectiveSamples (Σw)²/Σw²
  /// @param effectiveShare of the draws
  /// @param gain how many times more draws ⟨φ(0)²⟩ would have needed without control variates
  public record Simulated(
      List<Estimate> observables,
      List<Estimate> excitation,
      Estimate partitionFunction,
      double effectiveSamples,
      double effectiveShare,
      double gain) {
    public Simulated {
      observables = List.copyOf(observables);
      excitation = List.copyOf(excitation);
    }
  }
}
