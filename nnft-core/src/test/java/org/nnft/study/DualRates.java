package org.nnft.study;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.nnft.ensemble.Deformation.Sampler;
import org.nnft.ensemble.Draw;
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

/// Measures how often studies of correlated densities reject what is right: numbers of docs/measurements/verdicts.md. No
/// test; some minutes.
///
/// Argument: the number of seeds.
final class DualRates {
  private static final PointSet PAIR = PointSet.line(0, 0.8);
  private static final Workbench BENCH = Workbench.inMemory(1);

  private DualRates() {}

  public static void main(String[] args) {
    int seeds = Integer.parseInt(args[0]);
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
        new Sampling(
            networks,
            seed,
            Optional.empty(),
            Precision.DOUBLE,
            Draw.WEIGHTS,
            OptionalDouble.empty(),
            networks));
  }
}
