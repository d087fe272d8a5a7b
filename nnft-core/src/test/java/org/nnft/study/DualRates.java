package org.nnft.study;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.nnft.ensemble.DecomposedCorrelator;
import org.nnft.ensemble.Deformation.Sampler;
import org.nnft.ensemble.Draw;
import org.nnft.ensemble.Ensemble;
import org.nnft.ensemble.Precision;
import org.nnft.field.PointSet;
import org.nnft.network.JointDensity;
import org.nnft.network.JointDensity.CommonScale;
import org.nnft.network.JointDensity.Deformed;
import org.nnft.network.JointDensity.Equicorrelated;
import org.nnft.network.JointDensity.Independent;
import org.nnft.network.NeuralField;
import org.nnft.network.ParameterGroup;
import org.nnft.network.Potential;
import org.nnft.network.ScaleLaw;
import org.nnft.neuron.NeuronDecomposition;
import org.nnft.statistics.Jackknife;
import org.nnft.statistics.StepDownPulls;

/// Measures how often studies of correlated densities reject what is right: numbers of docs/measurements/verdicts.md. No
/// test; some minutes.
///
/// Arguments: the number of seeds; a second one of any kind for extrapolation alone.
final class DualRates {
  private static final PointSet PAIR = PointSet.line(0, 0.8);
  private static final Workbench BENCH = Workbench.inMemory(1);

  private DualRates() {}

  public static void main(String[] args) {
    int seeds = Integer.parseInt(args[0]);
    for (double drawn : new double[] {0, 0.02, 0.05, 0.1}) {
      extrapolation(seeds, 20_000, drawn);
    }
    if (args.length > 1) {
      return;
    }
    JointDensity quartic = deformed("alpha*sumW2^2/N^2", 1);
    DeformedSampling chains = new DeformedSampling(Sampler.HAMILTONIAN, 4, 600);
    rate(
        "partition-function, N = 3", seeds, quartic, 3, 20_000, new PartitionFunctionStudy(chains));
    rate(
        "deformed-correlators, orders 2 and 4, N = 3",
        seeds,
        quartic,
        3,
        20_000,
        new DeformedCorrelatorsStudy(chains, List.of(2, 4)));
    rate(
        "deformed-correlators, the same, V = −0.05 ΣW²",
        seeds,
        deformed("-alpha*sumW2", 0.05),
        3,
        20_000,
        new DeformedCorrelatorsStudy(chains, List.of(2, 4)));
    for (double wrong : new double[] {0, 0.2, 0.25}) {
      power(seeds, 20_000, wrong);
      power(seeds, 200_000, wrong);
    }
    NeuronDecompositionStudy parts = new NeuronDecompositionStudy(List.of(2, 4));
    for (int networks : new int[] {20_000, 200_000}) {
      String m = ", orders 2 and 4, N = 4, M = " + networks;
      rate("decomposition, independent" + m, seeds, new Independent(), 4, networks, parts);
      rate(
          "decomposition, ρ = 0.3" + m,
          seeds,
          new Equicorrelated(ParameterGroup.READOUT, 0.3),
          4,
          networks,
          parts);
      rate(
          "decomposition, Student-t scale, 20 degrees" + m,
          seeds,
          new CommonScale(ScaleLaw.student(20)),
          4,
          networks,
          parts);
    }
  }

  /// Parts of order 4 of N = 4 equicorrelated neurons, ρ = 0.3, held against those of another ρ.
  private static void power(int seeds, int networks, double wrong) {
    int[] tuple = {0, 0, 1, 1};
    NeuralField net = NeuralField.cosNet(1).width(4);
    NeuralField right = net.correlated(new Equicorrelated(ParameterGroup.READOUT, 0.3));
    double[] exact =
        NeuronDecomposition.of(
            net.correlated(new Equicorrelated(ParameterGroup.READOUT, wrong)), PAIR, tuple);
    int blocks = 64;
    int groups = networks / (2 * blocks);
    long[] counts = new long[blocks];
    Arrays.fill(counts, groups);
    long rejected =
        LongStream.rangeClosed(1, seeds)
            .parallel()
            .filter(
                seed -> {
                  DecomposedCorrelator sampled = DecomposedCorrelator.of(right, PAIR, tuple, seed);
                  double[][] rows = new double[blocks][];
                  Arrays.setAll(rows, b -> sampled.block((long) b * groups, groups));
                  double[] total = Jackknife.total(rows);
                  double[] difference = new double[exact.length];
                  Arrays.setAll(difference, k -> total[k] / ((double) blocks * groups) - exact[k]);
                  return StepDownPulls.of(difference, Jackknife.of(rows, counts, m -> m)).pValue()
                      < 1e-3;
                })
            .count();
    System.out.printf(
        "decomposition of order 4, ρ = 0.3 held against %s, M = %d: %d of %d rejected%n",
        wrong, networks, rejected, seeds);
  }

  /// Cos-nets with N = 10, 20, 40 whose output weights have correlation ρ, held against independent neurons at N = ∞.
  private static void extrapolation(int seeds, int networks, double ρ) {
    ExtrapolationStudy study = new ExtrapolationStudy(4);
    long rejected =
        LongStream.rangeClosed(1, seeds)
            .parallel()
            .filter(
                seed -> {
                  List<StudiedEnsemble> scan =
                      IntStream.of(10, 20, 40)
                          .mapToObj(
                              n -> measured(NeuralField.cosNet(1).width(n), ρ, networks, seed))
                          .toList();
                  Subject subject = new Subject(scan, Optional.of(PAIR), sampling(networks, seed));
                  return study.findings(subject, BENCH).outcome() == Outcome.DISAGREES;
                })
            .count();
    System.out.printf(
        "extrapolation of order 4, ρ = %s drawn, M = %d: %d of %d rejected%n",
        ρ, networks, rejected, seeds);
  }

  private static StudiedEnsemble measured(NeuralField field, double ρ, int networks, long seed) {
    NeuralField drawn =
        ρ == 0 ? field : field.correlated(new Equicorrelated(ParameterGroup.READOUT, ρ));
    return new StudiedEnsemble(
        "N = " + field.width(),
        Optional.of(field),
        Optional.of(
            Ensemble.of(drawn).networks(networks).seed(seed).threads(1).highestOrder(4).run(PAIR)),
        Optional.of(Theory.of(field, PAIR, 4)));
  }

  private static JointDensity deformed(String potential, double alpha) {
    return new Deformed(
        Potential.parse(potential, List.of(new Potential.Parameter("alpha", alpha))));
  }

  private static void rate(
      String what,
      int seeds,
      JointDensity joint,
      int width,
      int networks,
      Study.Investigation study) {
    NeuralField field = NeuralField.cosNet(1).width(width).correlated(joint);
    Map<Outcome, Long> count =
        LongStream.rangeClosed(1, seeds)
            .parallel()
            .mapToObj(seed -> study.findings(subject(what, field, networks, seed), BENCH).outcome())
            .collect(
                Collectors.groupingBy(outcome -> outcome, TreeMap::new, Collectors.counting()));
    System.out.println(what + ", " + seeds + " seeds: " + count);
  }

  private static Subject subject(String what, NeuralField field, int networks, long seed) {
    return new Subject(
        List.of(new StudiedEnsemble(what, Optional.of(field), Optional.empty(), Optional.empty())),
        Optional.of(PAIR),
        sampling(networks, seed));
  }

  private static Sampling sampling(int networks, long seed) {
    return new Sampling(
        networks,
        seed,
        Optional.empty(),
        Precision.DOUBLE,
        Draw.WEIGHTS,
        OptionalDouble.empty(),
        networks);
  }
}
