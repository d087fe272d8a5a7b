package org.nnft.app.report;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.text.StringEscapeUtils;
import org.nnft.experiment.CorrelatorResult;
import org.nnft.kernel.FreeTheory;
import org.nnft.statistics.Estimate;

/// How numbers are printed.
public final class Numbers {

  private Numbers() {}

  /// Ten significant digits, or `–` for a number that is not known.
  static String exact(double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
    if (value == 0) {
      return "0";
    }
    double size = Math.abs(value);
    return size >= 1e-4 && size < 1e7
        ? String.format(Locale.ROOT, "%." + (9 - (int) Math.floor(Math.log10(size))) + "f", value)
        : String.format(Locale.ROOT, "%.9e", value);
  }

  /// An exact value, with its error in brackets where that shows in ten digits.
  static String exact(CorrelatorResult c, int component) {
    double value = c.exact(component);
    double error = c.exactError(component);
    return error > 1e-10 * Math.abs(value) ? new Estimate(value, error).toString() : exact(value);
  }

  /// Where a kernel comes from: `closed form`, or quadrature with the largest bound on its error.
  public static String source(FreeTheory theory) {
    double error = theory.largestError();
    return error == 0
        ? "known in closed form"
        : String.format(Locale.ROOT, "known by quadrature, every entry within %.1g", error);
  }

  /// One decimal, or `–`.
  static String pull(double value) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.1f", value);
  }

  /// Three significant digits, or `–`.
  static String rough(double value) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.3g", value);
  }

  /// A sentence as HTML, powers of N raised.
  static String html(String sentence) {
    return StringEscapeUtils.escapeHtml4(sentence)
        .replaceAll("N\\^(&minus;[0-9.]+(?:\\([0-9.]+\\))?)", "N<sup>$1</sup>");
  }

  /// Two significant digits.
  static String probability(double value) {
    return String.format(Locale.ROOT, "%.2g", value);
  }

  /// Points of a component counted from 1, with output components as letters: `1,2` or `1a,2b`.
  static String component(int[] tuple, int outputs) {
    return IntStream.of(tuple)
        .mapToObj(
            symbol ->
                outputs == 1
                    ? String.valueOf(symbol + 1)
                    : (symbol / outputs + 1) + "." + (symbol % outputs + 1))
        .collect(Collectors.joining(","));
  }

  /// The component that tables show: points 1, 2, …, n if there are as many, else 1, 1, …
  static int representative(CorrelatorResult c, int outputs) {
    int[] tuple = new int[c.order()];
    if (c.components().symbols() >= c.order() * outputs) {
      for (int k = 0; k < tuple.length; k++) {
        tuple[k] = k * outputs;
      }
    }
    return c.components().rank(tuple);
  }
}
