package org.nnft.study;

import java.util.Arrays;
import java.util.List;

/// A picture: described here, drawn by the program.
public sealed interface Figure extends Exhibit {

  /// Small letters, digits and hyphens, once per findings; its file is named after study and figure.
  String name();

  /// A sentence or two below it.
  String caption();

  /// An axis.
  ///
  /// @param label with its unit, as plain Unicode text
  /// @param names of the values 1, 2, 3, … where these are things rather than numbers; usually none
  record Axis(String label, boolean logarithmic, List<String> names) {
    public Axis {
      names = List.copyOf(names);
    }

    public static Axis linear(String label) {
      return new Axis(label, false, List.of());
    }

    public static Axis logarithmic(String label) {
      return new Axis(label, true, List.of());
    }

    /// An axis of things.
    public static Axis of(String label, List<String> names) {
      return new Axis(label, false, names);
    }
  }

  /// How a series is drawn.
  enum Style {
    POINTS,
    LINE,
    DASHED,
    /// The band y ± error.
    BAND
  }

  /// One curve or set of points.
  ///
  /// @param errors one per value, or none
  /// @param colour series of one number share a colour
  record Series(
      String name, List<Double> x, List<Double> y, List<Double> errors, Style style, int colour) {
    public Series {
      x = List.copyOf(x);
      y = List.copyOf(y);
      errors = List.copyOf(errors);
      if (x.size() != y.size() || !errors.isEmpty() && errors.size() != x.size()) {
        throw new IllegalArgumentException(
            "a series needs as many y as x, and errors for all or none: %s has %d, %d, %d"
                .formatted(name, x.size(), y.size(), errors.size()));
      }
    }

    /// Without errors.
    ///
    /// @param x Not modified.
    /// @param y Not modified.
    public static Series of(String name, double[] x, double[] y, Style style, int colour) {
      return new Series(name, boxed(x), boxed(y), List.of(), style, colour);
    }

    /// With errors.
    public static Series of(
        String name, double[] x, double[] y, double[] errors, Style style, int colour) {
      return new Series(name, boxed(x), boxed(y), boxed(errors), style, colour);
    }

    private static List<Double> boxed(double[] values) {
      return Arrays.stream(values).boxed().toList();
    }
  }

  /// Curves and points over two axes. Values that a logarithmic axis cannot show are left out.
  record Chart(String name, String caption, Axis x, Axis y, List<Series> series) implements Figure {
    public Chart {
      series = List.copyOf(series);
    }
  }

  /// A function of two variables as colours.
  ///
  /// @param values one row per entry of `y`; NaN is left blank
  /// @param lines drawn over it
  record HeatMap(
      String name,
      String caption,
      Axis x,
      Axis y,
      String valueLabel,
      List<Double> xs,
      List<Double> ys,
      List<List<Double>> values,
      List<Series> lines)
      implements Figure {
    public HeatMap {
      lines = List.copyOf(lines);
      xs = List.copyOf(xs);
      ys = List.copyOf(ys);
      values = values.stream().map(List::copyOf).toList();
      int columns = xs.size();
      if (values.size() != ys.size() || values.stream().anyMatch(r -> r.size() != columns)) {
        throw new IllegalArgumentException(
            "a heat map needs %d rows of %d values".formatted(ys.size(), xs.size()));
      }
    }
  }

  /// A drawing that is SVG already, such as Feynman diagrams.
  ///
  /// @param svg one `svg` element, without references to anything outside
  record Drawing(String name, String caption, String svg) implements Figure {}
}
