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
/// A sampled method doubles its networks until a run takes [#SECONDS], then is timed with another seed; from its error ε̂
/// after t seconds the time to ε is t(ε̂/ε)². Quasi-Monte Carlo falls faster, with the power that its error had over a
/// factor of 64 in points. Deterministic theory takes the time it takes, whatever ε. Of deep networks no exact value is
/// known; the error is relative to the value that was measured.
///
/// Prints a Markdown table. Arguments: none.
public final class TimeToError {
  private static final double SECONDS = 0.4;

  /// Between the two sizes that tell how quasi-Monte Carlo converges.
  private static final int STRETCH = 64;

  private TimeToError() {}

  /// A method's time and error, and how the error falls: ε ∝ t^(−power).
  private record Trial(double seconds, double relativeError, double power) {
    String to(double ε) {
      return printed(seconds * Math.pow(relativeError / ε, 1 / power));
    }
  }

  /// See above.
  public static void main(String[] arguments) {
    System.out.println("| network | N | method | 1e-2 | 1e-3 | 1e-6 |\n|---|---|---|---|---|---|");
    for (String name : List.of("erf", "relu", "gauss", "cos")) {
      for (int width : new int[] {5, 100, 1000}) {
        NeuralField field = Work.field(name, width);
        double exact = FiniteWidthCorrelators.of(field, Work.SIX, 4).connected(0, 0, 0, 0);
        String row = "| %s | %d | ".formatted(name, width);
        for (Estimator estimator :
            List.of(
                Estimator.OUTPUTS,
                Estimator.GAUSSIAN_READOUT,
                Estimator.NEURON,
                Estimator.QUASI_MONTE_CARLO)) {
          print(row, estimator, trial(field, estimator, exact));
        }
        String once = printed(exactly(field));
        System.out.println(
            row + "%s | %s | %s | %s |".formatted(words(Estimator.QUADRATURE), once, once, once));
      }
    }
    for (int width : new int[] {32, 128}) {
      for (Estimator estimator :
          List.of(Estimator.OUTPUTS, Estimator.GAUSSIAN_READOUT, Estimator.CONTROL_VARIATES)) {
        String row = "| erf, 2 hidden layers | %d | ".formatted(width);
        print(row, estimator, trial(deep(width), estimator, reference(deep(width))));
      }
    }
  }

  private static void print(String row, Estimator estimator, Trial trial) {
    System.out.println(
        row
            + words(estimator)
            + " | %s | %s | %s |".formatted(trial.to(1e-2), trial.to(1e-3), trial.to(1e-6)));
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

  private static double reference(NeuralField field) {
    return corner(run(field, Estimator.CONTROL_VARIATES, 2000, 7)).value();
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

  private static Measurement run(NeuralField field, Estimator estimator, long networks, long seed) {
    return Ensemble.of(field)
        .estimator(estimator)
        .highestOrder(4)
        .threads(1)
        .seed(seed)
        .networks(networks)
        .run(Work.SIX);
  }

  private static Estimate corner(Measurement measured) {
    return measured.connected(4)[measured.components(4).rank(0, 0, 0, 0)];
  }

  private static Trial trial(NeuralField field, Estimator estimator, double exact) {
    long networks = 1L << 13;
    while (seconds(field, estimator, networks, 1) < SECONDS) {
      networks *= 2;
    }
    long start = System.nanoTime();
    Measurement measured = run(field, estimator, networks, 2);
    double seconds = (System.nanoTime() - start) * 1e-9;
    double error = corner(measured).error();
    double power = 0.5;
    if (estimator == Estimator.QUASI_MONTE_CARLO) {
      double coarse = corner(run(field, estimator, networks / STRETCH, 2)).error();
      power = Math.log(coarse / error) / Math.log(STRETCH);
    }
    return new Trial(seconds, error / Math.abs(exact), power);
  }

  private static double seconds(NeuralField field, Estimator estimator, long networks, long seed) {
    long start = System.nanoTime();
    run(field, estimator, networks, seed);
    return (System.nanoTime() - start) * 1e-9;
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
