package org.nnft.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.nnft.ensemble.Ensemble;
import org.nnft.ensemble.Estimator;
import org.nnft.ensemble.Measurement;
import org.nnft.network.Activation;
import org.nnft.network.HiddenLayer;
import org.nnft.network.IndependentDensity.Constant;
import org.nnft.network.IndependentDensity.Normal;
import org.nnft.network.NeuralField;
import org.nnft.network.Parameterisation;
import org.nnft.network.Readout;
import org.nnft.neuron.FiniteWidthCorrelators;
import org.nnft.statistics.Estimate;

/// Seconds to a relative error of G_c⁽⁴⁾ at the corner (1, 1, 1, 1) of the six inputs, on one thread of a warm program.
///
/// A network costs what [org.nnft.ensemble.EnsembleRun#secondsPerNetwork] finds after [#PATIENCE] seconds. How many a relative
/// error ε needs is (σ/ε)² with σ exact, from the unit's moments to order 8 ([ExactNoise]): error bars of a sample do not
/// see tails as those of the Gauss-net, where they promise minutes for what takes longer than the universe is old. Quasi-Monte
/// Carlo is timed as a whole, its error that of its randomisations and its power that over a factor of 64 in points; no time is
/// given if the value is further than five errors from the exact one, or its error falls more slowly than that of random
/// points. Of deep networks nothing exact is known: their σ is the jackknife's, relative to the value that was measured.
///
/// Prints a Markdown table. Arguments: none.
public final class TimeToError {
  private static final double PATIENCE = 2.5;

  /// Points of quasi-Monte Carlo.
  private static final long POINTS = 1L << 20;

  /// Between the two sizes that tell how quasi-Monte Carlo converges.
  private static final int STRETCH = 64;

  /// An error that falls more slowly than that of random points, ½ with what 64 randomisations leave open, is none.
  private static final double SLOWEST = 0.4;

  private TimeToError() {}

  /// See above.
  public static void main(String[] arguments) {
    System.out.println("| network | N | method | 1e-2 | 1e-3 | 1e-6 |\n|---|---|---|---|---|---|");
    for (String name : List.of("erf", "relu", "gauss", "cos")) {
      double unit = secondsPerNetwork(Work.field(name, 100), Estimator.NEURON);
      for (int width : new int[] {5, 100, 1000}) {
        NeuralField field = Work.field(name, width);
        ExactNoise noise = ExactNoise.of(field);
        String row = "| %s | %d | ".formatted(name, width);
        sampled(
            row, Estimator.OUTPUTS, secondsPerNetwork(field, Estimator.OUTPUTS), noise.outputs());
        sampled(
            row,
            Estimator.GAUSSIAN_READOUT,
            secondsPerNetwork(field, Estimator.GAUSSIAN_READOUT),
            noise.readout());
        sampled(row, Estimator.NEURON, unit, noise.neuron());
        sobol(row, field);
        String once = printed(exactly(field));
        print(row, Estimator.QUADRATURE, once, once, once);
      }
    }
    for (int width : new int[] {32, 128}) {
      for (Estimator estimator :
          List.of(Estimator.OUTPUTS, Estimator.GAUSSIAN_READOUT, Estimator.CONTROL_VARIATES)) {
        String row = "| erf, 2 hidden layers | %d | ".formatted(width);
        double value = corner(run(deep(width), Estimator.CONTROL_VARIATES, 4096)).value();
        double σ = corner(run(deep(width), estimator, 4096)).error() * Math.sqrt(4096) / value;
        sampled(row, estimator, secondsPerNetwork(deep(width), estimator), σ);
      }
    }
  }

  private static void print(String row, Estimator estimator, String... times) {
    System.out.println(row + words(estimator) + " | " + String.join(" | ", times) + " |");
  }

  /// @param relativeError of one network
  private static void sampled(
      String row, Estimator estimator, double seconds, double relativeError) {
    print(
        row,
        estimator,
        printed(seconds * Math.pow(relativeError / 1e-2, 2)),
        printed(seconds * Math.pow(relativeError / 1e-3, 2)),
        printed(seconds * Math.pow(relativeError / 1e-6, 2)));
  }

  private static void sobol(String row, NeuralField field) {
    double exact = FiniteWidthCorrelators.of(field, Work.SIX, 4).connected(0, 0, 0, 0);
    run(field, Estimator.QUASI_MONTE_CARLO, POINTS);
    long start = System.nanoTime();
    Estimate fine = corner(run(field, Estimator.QUASI_MONTE_CARLO, POINTS));
    double seconds = (System.nanoTime() - start) * 1e-9;
    Estimate coarse = corner(run(field, Estimator.QUASI_MONTE_CARLO, POINTS / STRETCH));
    double power = Math.log(coarse.error() / fine.error()) / Math.log(STRETCH);
    if (!(Math.abs(fine.pull(exact)) < 5 && power > SLOWEST)) {
      print(row, Estimator.QUASI_MONTE_CARLO, "–", "–", "–");
      return;
    }
    double ε = fine.error() / Math.abs(exact);
    print(
        row,
        Estimator.QUASI_MONTE_CARLO,
        printed(seconds * Math.pow(ε / 1e-2, 1 / power)),
        printed(seconds * Math.pow(ε / 1e-3, 1 / power)),
        printed(seconds * Math.pow(ε / 1e-6, 1 / power)));
  }

  private static NeuralField deep(int width) {
    HiddenLayer layer =
        new HiddenLayer(
            width,
            new Activation.Erf(),
            Parameterisation.STANDARD,
            new Normal(0, 1.4),
            new Normal(0, 0.3));
    Readout readout = new Readout(1, Parameterisation.STANDARD, new Normal(0, 1), new Constant(0));
    return new NeuralField(1, Collections.nCopies(2, layer), readout);
  }

  private static String words(Estimator estimator) {
    return switch (estimator) {
      case OUTPUTS -> "outputs (brute force)";
      case ANTITHETIC -> "outputs and their mirror image";
      case GAUSSIAN_READOUT -> "output layer integrated out";
      case CONTROL_VARIATES -> "the same with control variates";
      case NEURON -> "one hidden unit";
      case QUASI_MONTE_CARLO -> "one hidden unit at Sobol points";
      case QUADRATURE -> "quadrature or closed form";
    };
  }

  private static Ensemble ensemble(NeuralField field, Estimator estimator, long networks) {
    return Ensemble.of(field)
        .estimator(estimator)
        .highestOrder(4)
        .threads(1)
        .seed(1)
        .networks(networks);
  }

  private static Measurement run(NeuralField field, Estimator estimator, long networks) {
    return ensemble(field, estimator, networks).run(Work.SIX);
  }

  private static double secondsPerNetwork(NeuralField field, Estimator estimator) {
    return ensemble(field, estimator, 1L << 40).over(Work.SIX).secondsPerNetwork(PATIENCE);
  }

  private static Estimate corner(Measurement measured) {
    return measured.connected(4)[measured.components(4).rank(0, 0, 0, 0)];
  }

  private static double exactly(NeuralField field) {
    List<Double> seconds = new ArrayList<>();
    for (int k = 0; k < 15; k++) {
      long start = System.nanoTime();
      FiniteWidthCorrelators.of(field, Work.SIX, 4);
      seconds.add((System.nanoTime() - start) * 1e-9);
    }
    return seconds.stream().sorted().toList().get(7);
  }

  private static String printed(double t) {
    if (t < 1) {
      return format(t * 1e3) + " ms";
    }
    if (t < 120) {
      return format(t) + " s";
    }
    if (t < 7200) {
      return format(t / 60) + " min";
    }
    double days = t / 86_400;
    return days < 2
        ? format(days * 24) + " h"
        : days < 700 ? format(days) + " d" : format(days / 365.25) + " yr";
  }

  /// About two digits.
  private static String format(double value) {
    return value < 10
        ? String.format(Locale.ROOT, value < 1 ? "%.2f" : "%.1f", value)
        : String.format(Locale.ROOT, value < 1e5 ? "%,.0f" : "%.0e", value);
  }
}
