package org.nnft.axioms;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.nnft.axioms.AxiomEvidence.Status;
import org.nnft.ensemble.Ensemble;
import org.nnft.ensemble.FieldAverages.Workers;
import org.nnft.field.MomentumCutoff;
import org.nnft.field.PointSet;
import org.nnft.generating.GeneratingFunctional;
import org.nnft.generating.SampledGenerating;
import org.nnft.locality.LocalityVerdict;
import org.nnft.locality.LocalityVerdict.Decay;
import org.nnft.locality.SampledSeparation;
import org.nnft.locality.Separation;
import org.nnft.network.Activation;
import org.nnft.network.HiddenLayer;
import org.nnft.network.IndependentDensity;
import org.nnft.network.IndependentDensity.Laplace;
import org.nnft.network.IndependentDensity.Normal;
import org.nnft.network.IndependentDensity.Rademacher;
import org.nnft.network.IndependentDensity.Uniform;
import org.nnft.network.NeuralField;
import org.nnft.network.Parameterisation;

/// Measures how often verdicts are wrong: the numbers of docs/measurements/verdicts.md. No test; some minutes.
///
/// Argument: the number of seeds.
final class VerdictRates {
  private VerdictRates() {}

  public static void main(String[] args) {
    int seeds = Integer.parseInt(args[0]);
    double[] distances = IntStream.rangeClosed(1, 9).mapToDouble(k -> 0.3 * k).toArray();
    Separation pairs = Separation.halves(new double[4][1], 1);
    for (int networks : new int[] {5_000, 20_000}) {
      decays("local net, amplitude ±1", constant(), networks, seeds, pairs, distances);
      decays(
          "non-local net, normal amplitude", new Normal(0, 1), networks, seeds, pairs, distances);
    }
    PointSet times = PointSet.line(0.2, 0.6, 2);
    reflection("two points, holds with eigenvalue 0", scalar(constant(), 1), times, seeds, 1);
    reflection("even sector, holds with eigenvalue 0", scalar(constant(), 1), times, seeds, 0, 2);
    reflection("odd sector, violated, N = 1", scalar(constant(), 1), times, seeds, 1, 3);
    reflection("odd sector, violated, N = 10", scalar(constant(), 10), times, seeds, 1, 3);
    reflection("two points, violated, Cos-net", NeuralField.cosNet(1).width(3), times, seeds, 1);
    PointSet plane = PointSet.of(new double[][] {{0.3, 0}, {0.9, 0.5}});
    covariance("Cos-net d = 2, holds", NeuralField.cosNet(2).width(3), plane, seeds);
    covariance("Laplace weights d = 2, rotations broken", laplace(), plane, seeds);
    covariance("Erf-net d = 2, translations broken", NeuralField.erfNet(2).width(3), plane, seeds);
    NeuralField cos = NeuralField.cosNet(1).width(3);
    PointSet points = PointSet.line(0, 0.7);
    double exact = GeneratingFunctional.of(cos, points).log(1, -0.5).value();
    for (double threshold : new double[] {2, 3, 4.5}) {
      rate(
          "sampled W of a Cos-net, |pull| > " + threshold,
          seeds,
          seed ->
              Math.abs(
                      SampledGenerating.of(
                              Ensemble.of(cos).networks(20_000).seed(seed).samples(points),
                              new double[] {1, -0.5},
                              new double[] {1},
                              true,
                              64,
                              Workers.threads())
                          .getFirst()
                          .value()
                          .pull(exact))
                  > threshold);
    }
  }

  private static void decays(
      String what,
      IndependentDensity amplitude,
      int networks,
      int seeds,
      Separation pairs,
      double[] distances) {
    Map<Decay, Integer> count = new EnumMap<>(Decay.class);
    for (long seed = 1; seed <= seeds; seed++) {
      count.merge(decay(amplitude, 2, networks, seed, pairs, distances), 1, Integer::sum);
    }
    System.out.printf("locality, %s, %d networks: %s of %d%n", what, networks, count, seeds);
  }

  private static IndependentDensity constant() {
    return new Rademacher(0, 1);
  }

  private static NeuralField scalar(IndependentDensity amplitude, int width) {
    return NeuralField.scalar(1, 1, 0, MomentumCutoff.NONE, 1, amplitude).width(width);
  }

  private static NeuralField laplace() {
    HiddenLayer layer =
        new HiddenLayer(
            3,
            new Activation.Cos(),
            Parameterisation.STANDARD,
            new Laplace(0, 1),
            new Uniform(0, Math.PI));
    return new NeuralField(2, List.of(layer), NeuralField.cosNet(2).readout());
  }

  private static Decay decay(
      IndependentDensity amplitude,
      int width,
      int networks,
      long seed,
      Separation pairs,
      double[] distances) {
    return LocalityVerdict.of(
            SampledSeparation.of(
                Ensemble.of(scalar(amplitude, width)).networks(networks).seed(seed),
                pairs,
                distances,
                64,
                Workers.threads()))
        .decay();
  }

  private static void reflection(
      String what, NeuralField field, PointSet times, int seeds, int... degrees) {
    var functionals = ReflectedFunctionals.of(times, 0, degrees);
    rate(
        "reflection positivity rejected, 20000 networks, " + what,
        seeds,
        seed ->
            !ReflectionPositivity.of(
                    functionals,
                    Ensemble.of(field).networks(20_000).seed(seed).samples(functionals.points()),
                    128,
                    Workers.threads())
                .positive());
  }

  private static void covariance(String what, NeuralField field, PointSet points, int seeds) {
    rate(
        "covariance rejected, 10000 networks, " + what,
        seeds,
        seed ->
            EuclideanCovariance.sampled(
                        Ensemble.of(field).networks(10_000).seed(seed),
                        points,
                        1,
                        seed,
                        128,
                        Workers::threads)
                    .status()
                == Status.VIOLATED);
  }

  private static void rate(String what, int seeds, LongPredicate found) {
    long count = LongStream.rangeClosed(1, seeds).filter(found).count();
    System.out.printf("%s: %d of %d%n", what, count, seeds);
  }
}
