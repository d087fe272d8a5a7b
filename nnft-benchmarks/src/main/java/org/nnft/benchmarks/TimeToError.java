package org.nnft.benchmarks;

import java.util.List;
import java.util.Locale;
import org.nnft.ensemble.Ensemble;
import org.nnft.ensemble.Estimator;
import org.nnft.ensemble.Measurement;
import org.nnft.network.NeuralField;
import org.nnft.neuron.FiniteWidthCorrelators;
import org.nnft.statistics.Estimate;

/// Seconds to a relative error of G_c⁽⁴⁾ at the corner (1, 1, 1, 1) of the six inputs, on one thread, per method.
///
/// A sampled method runs for about a second after as long a warm-up; from its error ε̂ after t seconds the time to
/// ε is t(ε̂/ε)². Exact theory takes the time it takes, whatever ε. Prints a Markdown table.
///
/// Arguments: none.
public final class TimeToError {
  private static final double SECONDS = 1;

  private TimeToError() {}

  /// A method's time and error.
  private record Trial(double seconds, double relativeError) {
    String to(double ε) {
      return printed(seconds * Math.pow(relativeError / ε, 2));
    }
  }

  /// See above.
  public static void main(String[] arguments) {
    System.out.println("| network | N | method | 1e-2 | 1e-3 | 1e-6 |\n|---|---|---|---|---|---|");
    for (String name : List.of("erf", "relu", "gauss", "cos")) {
      for (int width : new int[] {5, 100, 1000}) {
        NeuralField field = Work.field(name, width);
        double exact = FiniteWidthCorrelators.of(field, Work.SIX, 4).connected(0, 0, 0, 0);
        String row = "| " + name + " | " + width + " | ";
        for (Estimator estimator : Estimator.values()) {
          Trial trial = trial(field, estimator, exact);
          System.out.println(
              row
                  + words(estimator)
                  + " | %s | %s | %s |".formatted(trial.to(1e-2), trial.to(1e-3), trial.to(1e-6)));
        }
        String once = printed(exactly(field));
        System.out.println(row + "exact theory | %s | %s | %s |".formatted(once, once, once));
      }
    }
  }

  private static String words(Estimator estimator) {
    return switch (estimator) {
      case OUTPUTS -> "outputs (brute force)";
      case ANTITHETIC -> "outputs and their mirror image";
      case GAUSSIAN_READOUT -> "output layer integrated out";
      case NEURON -> "single neuron";
    };
  }

  private static Trial trial(NeuralField field, Estimator estimator, double exact) {
    Ensemble ensemble = Ensemble.of(field).estimator(estimator).highestOrder(4).threads(1).seed(1);
    long networks = 2000;
    while (true) {
      long start = System.nanoTime();
      Measurement measured = ensemble.networks(networks).run(Work.SIX);
      double seconds = (System.nanoTime() - start) * 1e-9;
      if (seconds > SECONDS / 2) {
        Estimate corner = measured.connected(4)[measured.components(4).rank(0, 0, 0, 0)];
        return new Trial(seconds, corner.error() / Math.abs(exact));
      }
      networks *= 2;
    }
  }

  private static double exactly(NeuralField field) {
    double best = Double.POSITIVE_INFINITY;
    for (int k = 0; k < 5; k++) {
      long start = System.nanoTime();
      FiniteWidthCorrelators.of(field, Work.SIX, 4);
      best = Math.min(best, (System.nanoTime() - start) * 1e-9);
    }
    return best;
  }

  private static String printed(double t) {
    if (t < 1) {
      return String.format(Locale.ROOT, t < 1e-3 ? "%.2g ms" : "%.0f ms", t * 1e3);
    }
    if (t < 7200) {
      return String.format(Locale.ROOT, t < 120 ? "%.2g s" : "%.0f min", t < 120 ? t : t / 60);
    }
    double days = t / 86_400;
    return days < 2
        ? String.format(Locale.ROOT, "%.0f h", days * 24)
        : days < 700
            ? String.format(Locale.ROOT, "%.0f d", days)
            : String.format(Locale.ROOT, "%,.0f yr", days / 365.25);
  }
}
