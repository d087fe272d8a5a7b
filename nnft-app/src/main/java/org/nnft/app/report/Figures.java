package org.nnft.app.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.nnft.experiment.CorrelatorResult;
import org.nnft.experiment.MeanDeviation;
import org.nnft.experiment.MemberResult;
import org.nnft.experiment.Result;
import org.nnft.experiment.Scan;
import org.nnft.math.Digits;
import org.nnft.study.Exhibit;
import org.nnft.study.Figure;

/// Pictures of a result as SVG, by file name.
final class Figures {
  /// The same as on the page.
  static final Color[] COLOURS = {
    new Color(0x1b6ca8),
    new Color(0xc8553d),
    new Color(0x2a9d5c),
    new Color(0x7b4ea3),
    new Color(0xb8860b),
    new Color(0x4a5560),
    new Color(0xd2679a),
    new Color(0x3aa6b9)
  };

  private static final int HISTOGRAM_BINS = 24;

  private Figures() {}

  /// File names and contents; empty where there is nothing to draw.
  static Map<String, byte[]> of(Result result) throws IOException {
    Map<String, byte[]> figures = new LinkedHashMap<>();
    Optional<XYChart> deviation = deviation(result, false);
    if (deviation.isPresent()) {
      figures.put("deviation.svg", svg(deviation.get()));
    }
    Optional<XYChart> connected = deviation(result, true);
    if (connected.isPresent()) {
      figures.put("connected.svg", svg(connected.get()));
    }
    if (result.verdict().agreement().degreesOfFreedom() > 1) {
      figures.put("pulls.svg", svg(pulls(result.verdict().agreement().pulls())));
    }
    List<String> studies = StudyNames.of(result.experiment());
    for (int k = 0; k < studies.size(); k++) {
      for (Exhibit exhibit : result.findings().get(k).exhibits()) {
        if (exhibit instanceof Figure figure) {
          figures.put(file(studies.get(k), figure), FigureSvg.of(figure));
        }
      }
    }
    return figures;
  }

  /// Name of the file of a study's figure.
  static String file(String study, Figure figure) {
    return study + "-" + figure.name() + ".svg";
  }

  static byte[] svg(Chart<?, ?> chart) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ChartEncoder.saveChart(chart, out, "svg");
    return out.toByteArray();
  }

  /// |m_n| against width with errors, exact theory as a line, and the statistical background dotted.
  private static Optional<XYChart> deviation(Result result, boolean connected) {
    Scan scan = result.scan();
    if (!scan.isDrawable()) {
      return Optional.empty();
    }
    XYChart chart =
        new XYChartBuilder()
            .width(760)
            .height(500)
            .title(
                connected
                    ? "Connected correlators over " + scan.limit()
                    : "Deviation from " + scan.limit())
            .xAxisTitle(scan.axis().label())
            .yAxisTitle(connected ? "|mean connected / limit|" : "|mean deviation / limit|")
            .build();
    chart.getStyler().setXAxisLogarithmic(scan.axis().isLogarithmic());
    chart.getStyler().setYAxisLogarithmic(true);
    chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
    style(chart.getStyler());
    int colour = 0;
    for (CorrelatorResult shape : result.correlators()) {
      if (shape.order() % 2 == 0
          && shape.connected() == connected
          && (shape.order() > 2 || !connected)) {
        for (Scan.Series series : scan.series()) {
          if (addDeviation(chart, scan.axis(), series, shape, COLOURS[colour % COLOURS.length])) {
            colour++;
          }
        }
      }
    }
    floor(result, connected)
        .ifPresent(
            floor -> chart.getStyler().setYAxisMin(Math.pow(10, Math.floor(Math.log10(floor)))));
    return colour == 0 ? Optional.empty() : Optional.of(chart);
  }

  /// A third of the smallest exact deviation or background: a sample that is zero within its error lies
  /// anywhere below and would stretch the axis.
  private static OptionalDouble floor(Result result, boolean connected) {
    return result.members().stream()
        .flatMap(member -> member.correlators().stream())
        .filter(c -> c.connected() == connected && c.order() % 2 == 0)
        .flatMap(c -> c.deviation().stream())
        .flatMapToDouble(d -> DoubleStream.of(Math.abs(d.exact()), d.background()))
        .filter(size -> size > 1e-12)
        .map(size -> size / 3)
        .min();
  }

  /// `100`, or `10⁻⁵` where that is shorter.
  private static String tick(double value) {
    double exponent = Math.log10(value);
    int whole = (int) Math.rint(exponent);
    if (Math.abs(exponent - whole) > 1e-9 || whole >= -2 && whole <= 4) {
      return new BigDecimal(value).round(new MathContext(3)).stripTrailingZeros().toPlainString();
    }
    return "10" + Digits.superscript(whole);
  }

  private static boolean addDeviation(
      XYChart chart, Scan.Axis axis, Scan.Series series, CorrelatorResult shape, Color colour) {
    List<Double> n = new ArrayList<>();
    List<Double> measured = new ArrayList<>();
    List<Double> errors = new ArrayList<>();
    List<Double> background = new ArrayList<>();
    List<Double> exactN = new ArrayList<>();
    List<Double> exact = new ArrayList<>();
    for (MemberResult member : series.members()) {
      Optional<MeanDeviation> found =
          member.correlator(shape.order(), shape.connected()).flatMap(CorrelatorResult::deviation);
      if (found.isEmpty() || found.get().measured().value() == 0) {
        continue;
      }
      MeanDeviation d = found.get();
      double width = axis.of(member.field().orElseThrow());
      double size = Math.abs(d.measured().value());
      n.add(width);
      measured.add(size);
      errors.add(d.measured().error());
      background.add(Math.max(d.background(), 1e-300));
      if (d.exact() != 0 && Double.isFinite(d.exact()) && Math.abs(d.exact()) > 1e-12) {
        exactN.add(width);
        exact.add(Math.abs(d.exact()));
      }
    }
    if (n.isEmpty()) {
      return false;
    }
    String name = shape.symbol() + "/GP" + (series.label().isEmpty() ? "" : ", " + series.label());
    points(chart, name, n, measured, errors, colour);
    line(chart.addSeries(name + " background", n, background), colour, 1.2f, 2, 5);
    if (exact.size() > 1) {
      line(chart.addSeries(name + " exact", exactN, exact), colour, 1.5f);
    }
    return true;
  }

  /// Points with error bars, which end at a tenth of the value on a logarithmic axis if they reach zero.
  static void points(
      XYChart chart,
      String name,
      List<Double> x,
      List<Double> y,
      List<Double> errors,
      Color colour) {
    boolean logarithmic = chart.getStyler().isYAxisLogarithmic();
    for (int k = 0; k < errors.size(); k++) {
      double low = y.get(k) - errors.get(k);
      double end = logarithmic ? Math.max(low, 0.1 * y.get(k)) : low;
      XYSeries bar =
          chart.addSeries(
              name + " error " + k,
              List.of(x.get(k), x.get(k)),
              List.of(end, y.get(k) + errors.get(k)));
      line(bar, colour, 1.2f);
      bar.setShowInLegend(false);
    }
    XYSeries points = chart.addSeries(name, x, y);
    points.setLineStyle(new BasicStroke(0)).setLineColor(new Color(0, true));
    points.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(colour);
  }

  static void line(XYSeries series, Color colour, float width, float... dash) {
    series.setMarker(SeriesMarkers.NONE).setLineColor(colour);
    series.setLineStyle(
        dash.length == 0
            ? new BasicStroke(width)
            : new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND, 1, dash, 0));
  }

  /// Histogram of all independent pulls beside the normal density.
  private static XYChart pulls(List<Double> pulls) {
    double width = 8.0 / HISTOGRAM_BINS;
    List<Double> edges = new ArrayList<>();
    List<Double> counts = new ArrayList<>();
    for (int b = 0; b < HISTOGRAM_BINS; b++) {
      double low = -4 + b * width;
      double count = pulls.stream().filter(p -> p >= low && p < low + width).count();
      edges.add(low);
      counts.add(count);
    }
    edges.add(4.0);
    counts.add(0.0);
    List<Double> x = new ArrayList<>();
    List<Double> density = new ArrayList<>();
    for (int k = 0; k <= 80; k++) {
      double t = -4 + k * 0.1;
      x.add(t);
      density.add(pulls.size() * width * Math.exp(-t * t / 2) / Math.sqrt(2 * Math.PI));
    }
    XYChart chart =
        new XYChartBuilder()
            .width(760)
            .height(420)
            .title("Independent pulls against exact theory")
            .xAxisTitle("pull")
            .yAxisTitle("number")
            .build();
    style(chart.getStyler());
    chart.getStyler().setLegendPosition(LegendPosition.InsideNE);
    XYSeries measured = chart.addSeries("measured", edges, counts);
    measured.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.StepArea);
    measured.setMarker(SeriesMarkers.NONE).setLineColor(COLOURS[0]);
    measured.setFillColor(new Color(0x9cc3df));
    line(chart.addSeries("N(0, 1)", x, density), COLOURS[1], 2);
    return chart;
  }

  static void style(org.knowm.xchart.style.AxesChartStyler styler) {
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setPlotGridLinesColor(new Color(0xe6e6e6));
    styler.setPlotGridLinesStroke(new BasicStroke(0.6f));
    styler.setPlotBorderVisible(false);
    Function<Double, String> ticks = Figures::tick;
    if (styler.isXAxisLogarithmic()) {
      styler.setXAxisTickLabelsFormattingFunction(ticks);
    }
    if (styler.isYAxisLogarithmic()) {
      styler.setYAxisTickLabelsFormattingFunction(ticks);
    }
    styler.setLegendBorderColor(Color.WHITE);
  }
}
