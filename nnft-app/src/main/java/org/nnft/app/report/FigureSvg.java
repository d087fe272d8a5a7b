package org.nnft.app.report;

import java.awt.Color;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.apache.commons.text.StringEscapeUtils;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.nnft.study.Figure;
import org.nnft.study.Figure.Axis;
import org.nnft.study.Figure.Series;
import org.nnft.study.Figure.Style;

/// Figures of findings as SVG.
final class FigureSvg {
  private FigureSvg() {}

  static byte[] of(Figure figure) throws IOException {
    return switch (figure) {
      case Figure.Chart chart -> Figures.svg(chart(chart));
      case Figure.HeatMap map -> heatMap(map).getBytes(StandardCharsets.UTF_8);
      case Figure.Drawing drawing -> drawing.svg().getBytes(StandardCharsets.UTF_8);
    };
  }

  private static XYChart chart(Figure.Chart chart) {
    boolean named = !chart.x().names().isEmpty();
    XYChartBuilder builder =
        new XYChartBuilder()
            .width(760)
            .height(480)
            .xAxisTitle(named ? "" : chart.x().label())
            .yAxisTitle(chart.y().label());
    XYChart drawn = named ? new NamedChart(builder, chart.x().names()) : builder.build();
    drawn.getStyler().setXAxisLogarithmic(chart.x().logarithmic());
    drawn.getStyler().setYAxisLogarithmic(chart.y().logarithmic());
    Figures.style(drawn.getStyler());
    drawn.getStyler().setLegendPosition(LegendPosition.OutsideE);
    for (Series series : chart.series()) {
      Shown shown = Shown.of(series, chart.x(), chart.y());
      if (!shown.x.isEmpty()) {
        add(drawn, series, shown);
      }
    }
    return drawn;
  }

  private static void add(XYChart chart, Series series, Shown shown) {
    Color colour = Figures.COLOURS[series.colour() % Figures.COLOURS.length];
    switch (series.style()) {
      case POINTS -> {
        String name = unused(chart, series.name());
        Figures.points(chart, name, shown.x, shown.y, shown.errors, colour);
        chart.getSeries(name).setShowInLegend(!series.name().isEmpty());
      }
      case LINE -> line(chart, series.name(), shown.x, shown.y, colour, 1.8f);
      case DASHED -> line(chart, series.name(), shown.x, shown.y, colour, 1.6f, 7, 5);
      case BAND -> {
        line(chart, series.name(), shown.x, shown.edge(1), colour, 0.8f);
        line(chart, "", shown.x, shown.edge(-1), colour, 0.8f);
      }
    }
  }

  /// A series without a name is not in the legend.
  private static void line(
      XYChart chart,
      String name,
      List<Double> x,
      List<Double> y,
      Color colour,
      float width,
      float... dash) {
    XYSeries series = chart.addSeries(unused(chart, name), x, y);
    series.setShowInLegend(!name.isEmpty());
    Figures.line(series, colour, width, dash);
  }

  /// XChart wants names that are different and not empty: spaces at the end make them so.
  private static String unused(XYChart chart, String name) {
    String unused = name.isEmpty() ? " " : name;
    while (names(chart).contains(unused)) {
      unused += " ";
    }
    return unused;
  }

  private static List<String> names(XYChart chart) {
    return chart.getSeriesCollection().stream().map(XYSeries::getName).toList();
  }

  /// What the axes can show of a series.
  private record Shown(List<Double> x, List<Double> y, List<Double> errors) {
    static Shown of(Series series, Axis xAxis, Axis yAxis) {
      Shown shown = new Shown(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
      for (int k = 0; k < series.x().size(); k++) {
        double x = series.x().get(k);
        double y = series.y().get(k);
        double error = series.errors().isEmpty() ? 0 : series.errors().get(k);
        if (shows(xAxis, x) && shows(yAxis, y) && Double.isFinite(error)) {
          shown.x.add(x);
          shown.y.add(y);
          // A band that reaches zero has no lower end on a logarithmic axis.
          boolean cut = yAxis.logarithmic() && series.style() == Style.BAND;
          shown.errors.add(cut ? Math.min(error, 0.9 * y) : error);
        }
      }
      return series.errors().isEmpty() && series.style() != Style.BAND
          ? new Shown(shown.x, shown.y, List.of())
          : shown;
    }

    private static boolean shows(Axis axis, double value) {
      return Double.isFinite(value) && !(axis.logarithmic() && value <= 0);
    }

    List<Double> edge(int sign) {
      List<Double> edge = new ArrayList<>();
      for (int k = 0; k < y.size(); k++) {
        edge.add(y.get(k) + sign * errors.get(k));
      }
      return edge;
    }
  }

  private static String heatMap(Figure.HeatMap map) {
    int left = 90;
    int top = 20;
    int width = 560;
    int height = 400;
    double low = finite(map).min().orElse(0);
    double high = finite(map).max().orElse(1);
    StringBuilder svg =
        new StringBuilder(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 780 480\" font-family=\"sans-serif\" font-size=\"13\"><rect width=\"780\" height=\"480\" fill=\"white\"/>");
    int columns = map.xs().size();
    int rows = map.ys().size();
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        double value = map.values().get(r).get(c);
        if (Double.isFinite(value)) {
          svg.append(
              cell(
                  left + (double) width * c / columns,
                  top + height - (double) height * (r + 1) / rows,
                  (double) width / columns,
                  (double) height / rows,
                  high > low ? (value - low) / (high - low) : 0));
        }
      }
    }
    for (Series line : map.lines()) {
      overlay(svg, map, line, left, top, width, height);
    }
    for (int k = 0; k < 64; k++) {
      svg.append(cell(690, top + height - height * (k + 1) / 64.0, 18, height / 64.0, k / 63.0));
    }
    text(svg, 716, top + 10, "start", number(high));
    text(svg, 716, top + height, "start", number(low));
    text(svg, 699, top + height + 18, "middle", map.valueLabel());
    text(svg, left, top + height + 18, "start", number(map.xs().getFirst()));
    text(svg, left + width, top + height + 18, "end", number(map.xs().getLast()));
    text(svg, left + width / 2, top + height + 38, "middle", map.x().label());
    text(svg, left - 6, top + height, "end", number(map.ys().getFirst()));
    text(svg, left - 6, top + 10, "end", number(map.ys().getLast()));
    text(svg, left - 6, top + height / 2, "end", map.y().label());
    return svg.append("</svg>").toString();
  }

  /// A line over the cells, whose centres stand at the values of both axes; a point as a dot.
  private static void overlay(
      StringBuilder svg,
      Figure.HeatMap map,
      Series line,
      int left,
      int top,
      int width,
      int height) {
    StringBuilder path = new StringBuilder();
    for (int k = 0; k < line.x().size(); k++) {
      double x = left + width * share(map.xs(), line.x().get(k));
      double y = top + height * (1 - share(map.ys(), line.y().get(k)));
      if (line.style() == Style.POINTS) {
        svg.append(
            String.format(
                Locale.ROOT,
                "<circle cx=\"%.2f\" cy=\"%.2f\" r=\"6\" fill=\"#c8553d\" stroke=\"white\"/>",
                x,
                y));
      }
      path.append(String.format(Locale.ROOT, "%s%.2f %.2f", k == 0 ? "M" : " L", x, y));
    }
    if (line.style() != Style.POINTS) {
      svg.append(
          "<path d=\"%s\" fill=\"none\" stroke=\"#c8553d\" stroke-width=\"2.5\"%s/>"
              .formatted(path, line.style() == Style.DASHED ? " stroke-dasharray=\"7 5\"" : ""));
    }
  }

  private static double share(List<Double> axis, double value) {
    int n = axis.size();
    double step = n > 1 ? (axis.getLast() - axis.getFirst()) / (n - 1) : 1;
    return Math.clamp(((value - axis.getFirst()) / step + 0.5) / n, 0.0, 1.0);
  }

  private static DoubleStream finite(Figure.HeatMap map) {
    return map.values().stream()
        .flatMapToDouble(row -> row.stream().mapToDouble(Double::doubleValue))
        .filter(Double::isFinite);
  }

  /// From dark blue over green to yellow, darker to lighter throughout.
  private static String cell(double x, double y, double width, double height, double share) {
    int red = (int) Math.round(255 * Math.pow(share, 2.2) * 0.98 + 30 * (1 - share));
    int green = (int) Math.round(235 * Math.pow(share, 0.8));
    int blue = (int) Math.round(110 * (1 - share * share) + 20);
    return String.format(
        Locale.ROOT,
        "<rect x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\" fill=\"#%02x%02x%02x\"/>",
        x,
        y,
        width + 0.3,
        height + 0.3,
        Math.min(255, red),
        green,
        blue);
  }

  private static void text(StringBuilder svg, int x, int y, String anchor, String text) {
    svg.append(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>"
            .formatted(x, y, anchor, StringEscapeUtils.escapeXml10(text)));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }
}
