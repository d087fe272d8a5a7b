package org.nnft.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.text.StringEscapeUtils;
import org.nnft.ensemble.Draw;
import org.nnft.experiment.CorrelatorResult;
import org.nnft.experiment.FieldSource;
import org.nnft.experiment.MeanDeviation;
import org.nnft.experiment.MemberResult;
import org.nnft.experiment.Result;
import org.nnft.experiment.Scan;
import org.nnft.field.PointSet;
import org.nnft.kernel.FreeTheory;
import org.nnft.network.NeuralField;
import org.nnft.study.Findings;
import org.nnft.study.Study;
import org.nnft.study.Theory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// One page with everything in it: text, formulas, interactive plots, tables, provenance, BibTeX.
public final class HtmlReport {
  private static final int MOST_ROWS = 300;

  /// Points along a side of the kernel's picture.
  private static final int MOST_PICTURED = 80;

  private final Result result;
  private final Provenance provenance;
  private final StringBuilder body = new StringBuilder();
  private final FindingsHtml charts = new FindingsHtml();

  private HtmlReport(Result result, Provenance provenance) {
    this.result = result;
    this.provenance = provenance;
  }

  /// The page.
  ///
  /// @param experimentFile the text of the experiment file as it was run
  public static String of(Result result, Provenance provenance, String experimentFile) {
    return new HtmlReport(result, provenance).page(experimentFile);
  }

  private String page(String experimentFile) {
    field();
    freeTheory();
    plots();
    for (int k = 0; k < result.findings().size(); k++) {
      Findings findings = result.findings().get(k);
      section(
          findings.title(),
          charts.section(
              findings, result.findings().size() > 1 || !result.correlators().isEmpty()));
    }
    for (MemberResult member : result.members()) {
      if (!member.correlators().isEmpty()) {
        member(member);
      }
    }
    section("Experiment file", "<pre>%s</pre>".formatted(escape(experimentFile)));
    provenance();
    section(
        "To cite", "<pre>%s</pre>".formatted(escape(Bibliography.bibtex(Bibliography.of(result)))));
    return substitute(
        Resources.text("report/report.html"),
        Map.of(
            "title", escape(result.experiment().title()),
            "question", escape(result.experiment().question()),
            "verdict", verdict(),
            "body", body.toString(),
            "katex-css", Katex.style(),
            "katex", Katex.script(),
            "plotly", Resources.text("report/vendor/plotly/plotly-cartesian.min.js"),
            "data", plotData().toString().replace("</", "<\\/")));
  }

  /// Replaces `{{name}}` once each, never inside of what was put in.
  static String substitute(String template, Map<String, String> values) {
    return Pattern.compile("\\{\\{([a-z-]+)\\}\\}")
        .matcher(template)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(
                    java.util.Objects.requireNonNull(values.get(match.group(1)))));
  }

  private static String escape(String text) {
    return StringEscapeUtils.escapeHtml4(text);
  }

  private void section(String heading, String html) {
    body.append("<section><h2>%s</h2>%s</section>\n".formatted(escape(heading), html));
  }

  /// How a verdict is coloured.
  static String state(Result result) {
    return !result.verdict().isTested(result.findings())
        ? "open"
        : result.verdict().agrees() ? "agrees" : "disagrees";
  }

  private String verdict() {
    String sentences =
        result.verdict().sentences().stream()
            .map(s -> "<p>" + Numbers.html(s) + "</p>")
            .collect(Collectors.joining());
    String warnings =
        result.verdict().warnings().stream()
            .map(w -> "<p class=\"warning\">⚠ " + escape(w) + "</p>")
            .collect(Collectors.joining());
    return "<div class=\"verdict %s\">%s</div>%s".formatted(state(result), sentences, warnings);
  }

  private void field() {
    if (result.first().isEmpty()) {
      return;
    }
    MemberResult first = result.first().get();
    Optional<NeuralField> field = first.field();
    String formulas =
        Stream.concat(
                field.map(FieldFormula::latex).orElse(List.of()).stream(), otherCorrelations())
            .map(tex -> "<div class=\"tex\">%s</div>".formatted(escape(tex)))
            .collect(Collectors.joining());
    String scan =
        result.members().stream().map(MemberResult::label).collect(Collectors.joining(" · "));
    String points =
        switch (result.experiment().field()) {
          case FieldSource.Networks(var _, PointSet p) -> points(p);
          case FieldSource.Samples s ->
              "<p>Outputs from <code>%s</code>.</p>".formatted(escape(s.file().toString()))
                  + s.points().map(HtmlReport::points).orElse("");
          case FieldSource.Absent _ -> "";
        };
    String sampling =
        first.networks() == 0
            ? "<p>%s; nothing had to be drawn for correlators.</p>".formatted(escape(scan))
            : "<p>%s; %s; errors from %d blocks (an error bar is itself right to %.1f %%).</p>"
                .formatted(
                    escape(scan),
                    Estimators.drawn(first),
                    first.blocks(),
                    100 / Math.sqrt(2.0 * (first.blocks() - 1)));
    String estimators =
        Stream.of(Estimators.sampled(result), Estimators.exact(result))
            .flatMap(Optional::stream)
            .map(sentence -> "<p>%s</p>".formatted(escape(sentence)))
            .collect(Collectors.joining());
    section("The field", formulas + points + sampling + estimators);
  }

  /// How the parameters of members after the first hang together, where that differs.
  private Stream<String> otherCorrelations() {
    return result.members().stream()
        .flatMap(member -> member.field().stream())
        .map(NeuralField::correlation)
        .distinct()
        .skip(1)
        .map(
            joint ->
                "\\text{or}\\quad "
                    + CorrelationFormula.latex(joint).orElse("\\text{independent parameters}"));
  }

  private static String points(PointSet p) {
    int shown = Math.min(p.size(), 24);
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < shown; i++) {
      String coordinates =
          java.util.Arrays.stream(p.point(i))
              .mapToObj(x -> String.format(Locale.ROOT, "%.6g", x).replaceFirst("\\.?0+$", ""))
              .collect(Collectors.joining(", "));
      rows.add("%d: (%s)".formatted(i + 1, coordinates));
    }
    String more = p.size() > shown ? " … %d in all".formatted(p.size()) : "";
    return "<p class=\"points\">Points %s%s</p>".formatted(String.join(" · ", rows), more);
  }

  private void freeTheory() {
    Optional<Study.FreeField> study = result.experiment().freeField();
    Optional<FreeTheory> free = result.first().flatMap(MemberResult::theory).flatMap(Theory::free);
    if (study.isEmpty() || free.isEmpty()) {
      return;
    }
    FreeTheory theory = free.get();
    StringBuilder html = new StringBuilder();
    html.append(
        "<p>Action of the theory at infinite width: <span class=\"tex-inline\">S_{\\mathrm{GP}}[f] = \\tfrac12 f^{\\mathsf T}\\,\\Xi f,\\ \\Xi = K^{-1}</span>.</p>");
    html.append(
        String.format(
            Locale.ROOT,
            "<p>The kernel matrix is %s. It has rank %d of %d and condition number %.3g; Ξ is right to about %.1g.</p>",
            Numbers.source(theory),
            theory.rank(),
            theory.size(),
            theory.conditionNumber(),
            theory.errorOfInverse()));
    study
        .get()
        .configuration()
        .ifPresent(
            f -> {
              double[] values = f.stream().mapToDouble(Double::doubleValue).toArray();
              html.append(
                  "<p>Configuration f = %s: S<sub>GP</sub> = %s, ln P = %s.</p>"
                      .formatted(
                          f,
                          Numbers.exact(theory.action(values)),
                          Numbers.exact(theory.logDensity(values))));
            });
    if (theory.size() <= 12) {
      html.append(matrix("K", theory.propagator())).append(matrix("Ξ", theory.inversePropagator()));
    }
    html.append("<div id=\"kernel\" class=\"plot\"></div>");
    section("The free theory", html.toString());
  }

  private static String matrix(String name, double[][] rows) {
    StringBuilder html = new StringBuilder("<h3>" + name + "</h3><table class=\"matrix\">");
    for (double[] row : rows) {
      html.append("<tr>");
      for (double value : row) {
        html.append("<td>").append(Numbers.exact(value)).append("</td>");
      }
      html.append("</tr>");
    }
    return html.append("</table>").toString();
  }

  private void plots() {
    StringBuilder html = new StringBuilder();
    boolean deviates =
        result.members().stream()
            .flatMap(m -> m.correlators().stream())
            .anyMatch(c -> c.order() % 2 == 0 && c.deviation().isPresent());
    if (deviates && result.scan().isDrawable()) {
      String limit = result.scan().limit();
      html.append(
          "<div id=\"deviation\" class=\"plot tall\"></div><p class=\"caption\">Mean relative deviation of full correlators from %s for each network: points with errors are sampled, lines exact. Dotted lines are the statistical background, the mean absolute deviation that noise alone gives: a deviation below it is not seen component by component.</p>"
              .formatted(limit));
      if (result.experiment().correlators().orElseThrow().connected()) {
        html.append(
            "<div id=\"connected\" class=\"plot tall\"></div><p class=\"caption\">The same for connected correlators, divided by the full correlator of %s.</p>"
                .formatted(limit));
      }
    }
    if (result.verdict().agreement().degreesOfFreedom() > 1) {
      html.append(
          "<div id=\"pulls\" class=\"plot\"></div><p class=\"caption\">Independent pulls of all components against exact theory, with the normal density.</p>");
    }
    if (!html.isEmpty()) {
      section("Figures", html.toString());
    }
  }

  private void member(MemberResult member) {
    StringBuilder html = new StringBuilder();
    int outputs = member.field().map(NeuralField::outputs).orElse(1);
    for (CorrelatorResult c : member.correlators()) {
      String agreement =
          c.agreement()
              .filter(a -> a.degreesOfFreedom() > 0)
              .map(
                  a ->
                      String.format(
                          Locale.ROOT,
                          " · χ²/dof = %.2f over %d independent components, p = %s",
                          a.chiSquare() / a.degreesOfFreedom(),
                          a.degreesOfFreedom(),
                          Numbers.probability(a.pValue())))
              .orElse("");
      html.append(
          "<details><summary>%s · %d components%s</summary><table><tr><th>component</th><th>sampled</th><th>exact</th><th>pull</th><th>N → ∞</th></tr>"
              .formatted(name(c), c.components().count(), agreement));
      int rows = Math.min(MOST_ROWS, c.components().count());
      for (int k = 0; k < rows; k++) {
        html.append(
            "<tr><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>"
                .formatted(
                    Numbers.component(c.components().at(k), outputs),
                    c.measured(k),
                    Numbers.exact(c, k),
                    Numbers.pull(c.pull(k)),
                    Numbers.exact(c.limit(k))));
      }
      html.append("</table>");
      if (rows < c.components().count()) {
        html.append("<p>The first %d; all are in arrays.npz.</p>".formatted(rows));
      }
      html.append("</details>");
    }
    section(member.label(), html.toString());
  }

  private static String name(CorrelatorResult c) {
    return "G<sup>(%d)</sup>%s".formatted(c.order(), c.connected() ? "<sub>c</sub>" : "");
  }

  private void provenance() {
    Provenance p = provenance;
    String rows =
        List.of(
                List.of("nnft", p.program()),
                List.of("run", result.id().hex()),
                List.of("seed", Long.toString(result.experiment().sampling().seed())),
                List.of(
                    "precision of networks",
                    result.experiment().sampling().precision().name().toLowerCase(Locale.ROOT)),
                List.of(
                    "random numbers are",
                    result.experiment().sampling().draw() == Draw.WEIGHTS
                        ? "weights and biases"
                        : "pre-activations, layer by layer, for correlators; weights and biases for what studies draw themselves"),
                List.of("file", p.file()),
                List.of("finished", p.finished()),
                List.of(
                    "time",
                    String.format(Locale.ROOT, "%.1f s on %d threads", p.seconds(), p.threads())),
                List.of("arithmetic", p.arithmetic()),
                List.of("Java", p.java()),
                List.of("build", p.build()),
                List.of("machine", p.machine()))
            .stream()
            .map(
                row ->
                    "<tr><th>%s</th><td>%s</td></tr>"
                        .formatted(escape(row.get(0)), escape(row.get(1))))
            .collect(Collectors.joining());
    section("Provenance", "<table class=\"provenance\">" + rows + "</table>");
  }

  private ObjectNode plotData() {
    ObjectNode data = JsonMapper.shared().createObjectNode();
    Scan scan = result.scan();
    data.putObject("axis")
        .put("label", scan.axis().label())
        .put("logarithmic", scan.axis().isLogarithmic());
    ArrayNode full = data.putArray("deviation");
    ArrayNode connected = data.putArray("connected");
    for (CorrelatorResult shape : result.correlators()) {
      if (shape.order() % 2 == 0 && !(shape.connected() && shape.order() == 2)) {
        ArrayNode lines = shape.connected() ? connected : full;
        for (Scan.Series series : scan.series()) {
          deviation(lines.addObject(), scan.axis(), series, shape);
        }
      }
    }
    ArrayNode pulls = data.putArray("pulls");
    result.verdict().agreement().pulls().forEach(pulls::add);
    data.set("charts", charts.data());
    result
        .first()
        .flatMap(MemberResult::theory)
        .flatMap(Theory::free)
        .ifPresent(
            free -> {
              double[][] k = free.propagator();
              // Every stride-th point: more than a picture shows would only make the page heavy.
              int stride = (k.length + MOST_PICTURED - 1) / MOST_PICTURED;
              ArrayNode kernel = data.putArray("kernel");
              for (int i = 0; i < k.length; i += stride) {
                ArrayNode values = kernel.addArray();
                for (int j = 0; j < k.length; j += stride) {
                  values.add(k[i][j]);
                }
              }
              data.put("stride", stride);
            });
    return data;
  }

  private static void deviation(
      ObjectNode node, Scan.Axis axis, Scan.Series series, CorrelatorResult shape) {
    node.put(
        "name", shape.symbol() + " / GP" + (series.label().isEmpty() ? "" : ", " + series.label()));
    ArrayNode n = node.putArray("n");
    ArrayNode measured = node.putArray("measured");
    ArrayNode error = node.putArray("error");
    ArrayNode exact = node.putArray("exact");
    ArrayNode background = node.putArray("background");
    for (MemberResult member : series.members()) {
      Optional<MeanDeviation> d =
          member.correlator(shape.order(), shape.connected()).flatMap(CorrelatorResult::deviation);
      if (d.isPresent() && member.field().isPresent()) {
        n.add(axis.of(member.field().get()));
        measured.add(Math.abs(d.get().measured().value()));
        error.add(d.get().measured().error());
        double e = Math.abs(d.get().exact());
        if (Double.isFinite(e) && e > 1e-12) {
          exact.add(e);
        } else {
          exact.addNull();
        }
        background.add(d.get().background());
      }
    }
  }
}
