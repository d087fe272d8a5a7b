package org.nnft.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hipparchus.special.Gamma;
import org.nnft.ensemble.Measurement;
import org.nnft.field.PointSet;
import org.nnft.network.Activation;
import org.nnft.rg.DepthRecursion;
import org.nnft.rg.ScaleInvariantActivation;
import org.nnft.rg.Susceptibility;
import org.nnft.rg.VertexRecursion;
import org.nnft.statistics.Estimate;
import org.nnft.study.Table.Cell;

/// Depth as renormalisation-group time: kernel, susceptibilities and four-point vertex layer by layer (1910.00019,
/// 2106.10165), against exact results and sampled deep networks; criticality and the phase diagram.
///
/// @param activation σ of every hidden layer
/// @param biasVariance C_b ≥ 0
/// @param weightVariance C_W > 0
/// @param firstKernel K₁ ≥ C_b, variance of the first layer's pre-activations
/// @param width n of every hidden layer
/// @param depth number of hidden layers
/// @param sampled whether deep networks are sampled
/// @param cells of the phase diagram on each axis, 0 for none
/// @param largestBiasVariance of the phase diagram
/// @param largestWeightVariance of the phase diagram
/// @param inputs several inputs at which the vertex is followed, too; none for one alone
public record DepthFlowStudy(
    Activation activation,
    double biasVariance,
    double weightVariance,
    double firstKernel,
    int width,
    int depth,
    boolean sampled,
    int cells,
    double largestBiasVariance,
    double largestWeightVariance,
    Optional<PointSet> inputs)
    implements Study.Investigation {

  /// P(χ² ≥ the one found) below it is a disagreement.
  private static final double SURPRISE = 1e-3;

  private static final int MOST_INPUTS = 4;

  public DepthFlowStudy {
    if (!(firstKernel >= biasVariance)) {
      throw new IllegalArgumentException(
          "the first kernel K₁ = C_b + C_W x² must be at least the bias variance %s, got %s"
              .formatted(biasVariance, firstKernel));
    }
    if (width < 1 || depth < 1 || depth > 100 || cells < 0 || cells > 100) {
      throw new IllegalArgumentException(
          "needs width ≥ 1, 1 ≤ depth ≤ 100 and 0 ≤ cells ≤ 100; got %d, %d, %d"
              .formatted(width, depth, cells));
    }
    if (!(largestBiasVariance > 0) || !(largestWeightVariance > 0)) {
      throw new IllegalArgumentException("the phase diagram needs positive ranges");
    }
    inputs.ifPresent(
        x -> {
          if (x.size() < 2 || x.size() > MOST_INPUTS) {
            throw new IllegalArgumentException(
                "the vertex is followed at 2 to %d inputs, got %d"
                    .formatted(MOST_INPUTS, x.size()));
          }
          new VertexRecursion(activation, biasVariance, weightVariance);
        });
    // Refuses variances and activations that have no recursion.
    new DepthRecursion(activation, biasVariance, weightVariance).kernel(firstKernel);
  }

  @Override
  public String key() {
    return "depth-flow";
  }

  /// v/K² behind L hidden layers, from a sample.
  ///
  /// @param estimate extrapolated to first order in 1/n where nothing exact is known
  /// @param expected exact, or of the recursion
  private record Sampled(Estimate estimate, double expected, boolean heavy) {
    double pull() {
      return estimate.pull(expected);
    }
  }

  @Override
  public Findings findings(Subject subject, Workbench workbench) {
    DepthRecursion recursion = new DepthRecursion(activation, biasVariance, weightVariance);
    int[] widths = new int[depth];
    Arrays.fill(widths, width);
    List<DepthRecursion.Layer> layers = recursion.run(firstKernel, widths);
    Findings.Draft draft =
        Findings.draft("Depth as renormalisation-group time: " + name())
            .cite("yaida2019", "roberts2022")
            .show(
                new Exhibit.Formula(
                    "K' = C_b + C_W\\langle\\sigma^2\\rangle_K,\\qquad v' = \\chi_\\parallel^2\\,v + \\frac{C_W^2}{n}\\left(\\langle\\sigma^4\\rangle-\\langle\\sigma^2\\rangle^2\\right),\\qquad \\langle z^4\\rangle_c = 3v"));
    OptionalDouble fixed = recursion.fixedPoint(firstKernel);
    Susceptibility end = recursion.susceptibility(fixed.orElse(layers.getLast().kernel()));
    draft.say(
        String.format(
            Locale.ROOT,
            "C_b = %s, C_W = %s: the kernel %s; there χ_∥ = %.6f and χ_⊥ = %.6f, so that near inputs %s.",
            Words.number(biasVariance),
            Words.number(weightVariance),
            fixed.isPresent()
                ? "ends at K* = " + Words.number(fixed.getAsDouble())
                : "does not settle, and is "
                    + Words.number(layers.getLast().kernel())
                    + " in the last layer",
            end.parallel(),
            end.perpendicular(),
            fate(end.perpendicular())));
    draft.say(phases().sentence(name()));
    Optional<ScaleInvariantActivation> exact =
        biasVariance == 0 ? ScaleInvariantActivation.of(activation) : Optional.empty();
    List<Sampled> samples = sampled ? samples(subject, workbench, layers, exact) : List.of();
    growth(layers, exact, draft);
    if (sampled) {
      judge(samples, exact.isPresent(), draft);
    }
    draft.show(table(recursion, layers, exact, samples));
    draft.show(chart(layers, exact, samples));
    draft.keep(
        "kernel", layers.stream().mapToDouble(DepthRecursion.Layer::kernel).toArray(), depth + 1);
    draft.keep(
        "vertex", layers.stream().mapToDouble(DepthRecursion.Layer::vertex).toArray(), depth + 1);
    inputs.ifPresent(
        x ->
            new SeveralInputsExhibit(networks(), x, width, depth, sampled)
                .show(subject, workbench, draft));
    if (cells > 0) {
      phases().show(draft);
    }
    return draft.done();
  }

  private PhaseDiagramExhibit phases() {
    return new PhaseDiagramExhibit(
        activation, firstKernel, cells, largestBiasVariance, largestWeightVariance);
  }

  /// Such as `tanh`.
  private String name() {
    return activation.toString().replace("[]", "").toLowerCase(Locale.ROOT);
  }

  private static String fate(double χ) {
    return Math.abs(χ - 1) < 1e-6
        ? "keep their distance: the network is critical"
        : χ < 1 ? "merge (ordered phase)" : "part (chaotic phase)";
  }

  /// v/K² exactly, or to first order.
  private double expected(
      int hidden, List<DepthRecursion.Layer> layers, Optional<ScaleInvariantActivation> exact) {
    if (exact.isEmpty()) {
      return layers.get(hidden).normalisedVertex();
    }
    int[] widths = new int[hidden];
    Arrays.fill(widths, width);
    double second = exact.get().moment(1, firstKernel, weightVariance, widths);
    return exact.get().moment(2, firstKernel, weightVariance, widths) / (3 * second * second) - 1;
  }

  private void growth(
      List<DepthRecursion.Layer> layers,
      Optional<ScaleInvariantActivation> exact,
      Findings.Draft draft) {
    double first = layers.getLast().normalisedVertex();
    String beyond =
        exact.isPresent()
            ? String.format(
                Locale.ROOT,
                "; exactly it is (1 + %s/n)^L − 1 = %.4f",
                Words.number(width * layers.get(1).normalisedVertex()),
                expected(depth, layers, exact))
            : "";
    draft.say(
        String.format(
            Locale.ROOT,
            "Behind L = %d hidden layers of n = %d units ⟨z⁴⟩_c/3⟨z²⟩² is %.4f to first order in 1/n, %.3g times L/n%s.",
            depth,
            width,
            first,
            first * width / depth,
            beyond));
    if (first > 0.5) {
      draft.warn(
          "The vertex is no small correction: L/n = %s is too large for first order in 1/n; raise the width or lower the depth."
              .formatted(Words.number((double) depth / width)));
    }
  }

  private List<Sampled> samples(
      Subject subject,
      Workbench workbench,
      List<DepthRecursion.Layer> layers,
      Optional<ScaleInvariantActivation> exact) {
    List<Sampled> samples = new ArrayList<>();
    for (int hidden = 1; hidden <= depth; hidden++) {
      double norm = 3 * Math.pow(layers.get(hidden).kernel(), 2);
      Measurement narrow = measure(subject, workbench, hidden, width);
      Estimate g4 = narrow.connected(4)[0];
      double value = g4.value() / norm;
      double error = g4.error() / norm;
      boolean heavy = DeepNetworks.heavy(narrow);
      if (exact.isEmpty()) {
        Measurement wide = measure(subject, workbench, hidden, 2 * width);
        Estimate g4Wide = wide.connected(4)[0];
        heavy |= DeepNetworks.heavy(wide);
        value = (4 * g4Wide.value() - g4.value()) / norm;
        error = Math.hypot(4 * g4Wide.error(), g4.error()) / norm;
      }
      samples.add(new Sampled(new Estimate(value, error), expected(hidden, layers, exact), heavy));
    }
    return samples;
  }

  private Measurement measure(Subject subject, Workbench workbench, int hidden, int units) {
    return networks()
        .measure(
            "depth-%d-width-%d".formatted(hidden, units),
            hidden,
            units,
            PointSet.line(Math.sqrt((firstKernel - biasVariance) / weightVariance)),
            subject,
            workbench);
  }

  private DeepNetworks networks() {
    return new DeepNetworks(activation, biasVariance, weightVariance);
  }

  private void judge(List<Sampled> samples, boolean exact, Findings.Draft draft) {
    List<Sampled> trusted = samples.stream().filter(s -> !s.heavy).toList();
    if (trusted.size() < samples.size()) {
      draft.warn(
          "Sampled vertices of %d of %d depths have tails so heavy that their error bars mean little, and are not held against theory."
              .formatted(samples.size() - trusted.size(), samples.size()));
    }
    if (trusted.isEmpty()) {
      return;
    }
    double χ2 = trusted.stream().mapToDouble(s -> s.pull() * s.pull()).sum();
    double p = Gamma.regularizedGammaQ(trusted.size() / 2.0, χ2 / 2);
    draft
        .compared(p > SURPRISE)
        .say(
            String.format(
                Locale.ROOT,
                "Sampled deep networks %s: χ²/dof = %.2f over %d depths, p = %.2g (%s allowed)%s.",
                p > SURPRISE ? "agree" : "disagree",
                χ2 / trusted.size(),
                trusted.size(),
                p,
                "down to 0.001",
                exact
                    ? " against the exact moments"
                    : ", extrapolated from widths %d and %d to first order in 1/n"
                        .formatted(width, 2 * width)));
  }

  private Table table(
      DepthRecursion recursion,
      List<DepthRecursion.Layer> layers,
      Optional<ScaleInvariantActivation> exact,
      List<Sampled> samples) {
    List<List<Cell>> rows = new ArrayList<>();
    for (DepthRecursion.Layer layer : layers) {
      int hidden = layer.layer() - 1;
      Susceptibility χ = recursion.susceptibility(layer.kernel());
      boolean seen = hidden >= 1 && hidden <= samples.size();
      rows.add(
          Table.row(
              Cell.of(layer.layer()),
              Cell.exact(layer.kernel()),
              Cell.rough(χ.parallel()),
              Cell.rough(χ.perpendicular()),
              Cell.exact(layer.normalisedVertex()),
              Cell.exact(
                  exact.isPresent() && hidden > 0 ? expected(hidden, layers, exact) : Double.NaN),
              seen ? Cell.of(samples.get(hidden - 1).estimate) : Cell.exact(Double.NaN),
              seen ? Cell.rough(samples.get(hidden - 1).pull()) : Cell.exact(Double.NaN)));
    }
    return new Table(
        "Pre-activations layer by layer; the last one is the output. v/K² to first order in 1/n and, where it is known, exactly.",
        List.of("layer", "K", "χ_∥", "χ_⊥", "v/K²", "exact", "sampled", "pull"),
        rows,
        true);
  }

  private Figure chart(
      List<DepthRecursion.Layer> layers,
      Optional<ScaleInvariantActivation> exact,
      List<Sampled> samples) {
    double[] x = new double[depth + 1];
    double[] first = new double[depth + 1];
    for (int l = 0; l <= depth; l++) {
      x[l] = (double) l / width;
      first[l] = layers.get(l).normalisedVertex();
    }
    List<Figure.Series> series = new ArrayList<>();
    series.add(Figure.Series.of("first order in 1/n", x, first, Figure.Style.DASHED, 0));
    if (exact.isPresent()) {
      double[] y = new double[depth + 1];
      for (int l = 1; l <= depth; l++) {
        y[l] = expected(l, layers, exact);
      }
      series.add(Figure.Series.of("exact", x, y, Figure.Style.LINE, 1));
    }
    if (!samples.isEmpty()) {
      series.add(
          Figure.Series.of(
              "sampled",
              Arrays.copyOfRange(x, 1, depth + 1),
              samples.stream().mapToDouble(s -> s.estimate.value()).toArray(),
              samples.stream().mapToDouble(s -> s.estimate.error()).toArray(),
              Figure.Style.POINTS,
              2));
    }
    return new Figure.Chart(
        "vertex",
        "Growth of the four-point vertex with depth over width.",
        Figure.Axis.linear("L/n"),
        Figure.Axis.linear("⟨z⁴⟩_c / 3⟨z²⟩²"),
        series);
  }
}
