package org.nnft.app.report;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Locale;
import org.nnft.network.Activation;
import org.nnft.network.HiddenLayer;
import org.nnft.network.IndependentDensity;
import org.nnft.network.IndependentDensity.Constant;
import org.nnft.network.IndependentDensity.Laplace;
import org.nnft.network.IndependentDensity.Normal;
import org.nnft.network.IndependentDensity.Rademacher;
import org.nnft.network.IndependentDensity.StudentT;
import org.nnft.network.IndependentDensity.Uniform;
import org.nnft.network.NeuralField;
import org.nnft.network.ParameterDensity;
import org.nnft.network.Parameterisation;
import org.nnft.network.Readout;

/// A network as LaTeX, everything in it spelled out.
final class FieldFormula {

  private FieldFormula() {}

  /// Lines of LaTeX: the output, each layer with the laws of its parameters, and how they hang together.
  static List<String> latex(NeuralField field) {
    List<String> lines = new java.util.ArrayList<>();
    int depth = field.depth();
    lines.add(
        "f%s(x) = %s\\sum_{j=1}^{N} V_{%sj}\\, h^{(%d)}_j(x)%s"
            .formatted(
                field.outputs() == 1 ? "" : "_a",
                prefactor(field.readout().parameterisation(), "N"),
                field.outputs() == 1 ? "" : "a",
                depth,
                isZero(field.readout().bias()) ? "" : " + c"));
    String readout =
        "V%s \\sim %s"
            .formatted(
                field.readout().weightMeans().isEmpty() ? "" : "_{aj}",
                law(centred(field.readout()), field.readout().parameterisation(), "N"));
    if (!field.readout().weightMeans().isEmpty()) {
      readout +=
          field.readout().weightMeans().stream()
              .map(FieldFormula::number)
              .collect(joining(", ", " + m_a,\\quad m = (", ")"));
    }
    if (!isZero(field.readout().bias())) {
      readout += ",\\quad c \\sim " + law(field.readout().bias(), Parameterisation.BARE, "");
    }
    lines.add(readout);
    for (int l = depth; l >= 1; l--) {
      HiddenLayer layer = field.hidden().get(l - 1);
      lines.addAll(layer(layer, l));
      String fan = l == 1 ? "d" : "N_{" + (l - 1) + "}";
      String laws =
          "W^{(%d)} \\sim %s".formatted(l, law(layer.weights(), layer.parameterisation(), fan));
      if (!isZero(layer.bias())) {
        laws +=
            ",\\quad b^{(%d)} \\sim %s".formatted(l, law(layer.bias(), Parameterisation.BARE, ""));
      }
      lines.add(laws);
    }
    CorrelationFormula.latex(field.correlation()).ifPresent(lines::add);
    return lines;
  }

  /// The law that all rows of output weights share up to their means.
  private static IndependentDensity centred(Readout readout) {
    IndependentDensity weights = readout.weights();
    return readout.weightMeans().isEmpty() ? weights : weights.with(0, weights.spread());
  }

  private static List<String> layer(HiddenLayer layer, int l) {
    String input = l == 1 ? "x_k" : "h^{(%d)}_k(x)".formatted(l - 1);
    String fan = l == 1 ? "d" : "N_{" + (l - 1) + "}";
    String z =
        "z^{(%d)}_j = %s\\sum_k W^{(%d)}_{jk} %s%s"
            .formatted(
                l,
                prefactor(layer.parameterisation(), fan),
                l,
                input,
                isZero(layer.bias()) ? "" : " + b^{(" + l + ")}_j");
    String h = "h^{(%d)}_j = ".formatted(l) + activation(layer.activation(), "z^{(" + l + ")}_j");
    return List.of(h, z);
  }

  private static String prefactor(Parameterisation p, String fan) {
    return p == Parameterisation.NTK ? "\\tfrac{1}{\\sqrt{%s}}".formatted(fan) : "";
  }

  private static boolean isZero(IndependentDensity density) {
    return density instanceof Constant(double value) && value == 0;
  }

  private static String activation(Activation g, String z) {
    return switch (g) {
      case Activation.Erf _ -> "\\operatorname{erf}(%s)".formatted(z);
      case Activation.Relu _ -> "\\max(%s, 0)".formatted(z);
      case Activation.LeakyRelu(double slope) ->
          "\\max(%s, 0) + %s\\min(%s, 0)".formatted(z, number(slope), z);
      case Activation.Abs _ -> "|%s|".formatted(z);
      case Activation.Step _ -> "\\theta(%s)".formatted(z);
      case Activation.Sign _ -> "\\operatorname{sign}(%s)".formatted(z);
      case Activation.Exp _ -> "e^{%s}".formatted(z);
      case Activation.GaussNormalised _ ->
          "\\exp\\bigl(%s - \\operatorname{Var} %s\\bigr)".formatted(z, z);
      case Activation.Gaussian _ -> "e^{-(%s)^2/2}".formatted(z);
      case Activation.Cos _ -> "\\cos(%s)".formatted(z);
      case Activation.Sin _ -> "\\sin(%s)".formatted(z);
      case Activation.PlaneWave(double amplitude, double mass, double exponent) ->
          "%s\\,(|W_j|^2 + %s^2)^{%s}\\cos(%s)"
              .formatted(number(amplitude), number(mass), number(exponent), z);
      case Activation.Tanh _ -> "\\tanh(%s)".formatted(z);
      case Activation.Sigmoid _ -> "1/(1 + e^{-%s})".formatted(z);
      case Activation.Softplus _ -> "\\ln(1 + e^{%s})".formatted(z);
      case Activation.Swish _ -> "%s/(1 + e^{-%s})".formatted(z, z);
      case Activation.Gelu _ -> "%s\\,\\Phi(%s)".formatted(z, z);
      case Activation.Polynomial(List<Double> c) -> {
        StringBuilder sum = new StringBuilder();
        for (int k = 0; k < c.size(); k++) {
          if (c.get(k) != 0) {
            sum.append(sum.isEmpty() ? "" : " + ")
                .append(number(c.get(k)))
                .append(k == 0 ? "" : "\\,(%s)^{%d}".formatted(z, k));
          }
        }
        yield sum.isEmpty() ? "0" : sum.toString();
      }
      case Activation.Formula(var expression) ->
          "g(%s),\\; g(x) = \\texttt{%s}"
              .formatted(
                  z, expression.text().replace("^", "\\textasciicircum ").replace("_", "\\_"));
    };
  }

  private static String law(ParameterDensity density, Parameterisation p, String fan) {
    String over = p == Parameterisation.STANDARD && !fan.isEmpty() ? "/" + fan : "";
    String root = over.isEmpty() ? "" : "/\\sqrt{" + fan + "}";
    return switch (density) {
      case Normal(double mean, double σ) ->
          "\\mathcal N(%s, %s%s)".formatted(number(mean), number(σ * σ), over);
      case Uniform(double mean, double h) ->
          "\\mathcal U[%s - %s%s,\\, %s + %s%s]"
              .formatted(number(mean), number(h), root, number(mean), number(h), root)
              .replace("[0 - ", "[-")
              .replace(" 0 + ", " ");
      case Laplace(double mean, double s) ->
          "\\operatorname{Laplace}(%s, %s%s)".formatted(number(mean), number(s), root);
      case StudentT(double ν, double mean, double s) ->
          "%s + %s%s\\, t_{%s}".formatted(number(mean), number(s), root, number(ν));
      case Rademacher(double mean, double s) ->
          "%s \\pm %s%s".formatted(number(mean), number(s), root);
      case Constant(double value) -> "\\delta(\\cdot - %s)".formatted(number(value));
      case ParameterDensity.Ball(double r) ->
          "\\mathcal U\\{|w| \\le %s%s\\}".formatted(number(r), root);
      case ParameterDensity.Sphere(double r) ->
          "\\mathcal U\\{|w| = %s%s\\}".formatted(number(r), root);
      case ParameterDensity.Propagator d ->
          "p(k) \\propto %s(k^2 + %s^2)^{-%s}"
              .formatted(regulator(d), number(d.mass()), number(d.power()));
    };
  }

  private static String regulator(ParameterDensity.Propagator d) {
    return switch (d.regulator()) {
      case SHARP -> "\\theta(%s - |k|)\\,".formatted(number(d.cutoff()));
      case GAUSSIAN -> "e^{-k^2/2\\cdot %s^2}\\,".formatted(number(d.cutoff()));
      case NONE -> "";
    };
  }

  static String number(double value) {
    if (value == Math.PI) {
      return "\\pi";
    }
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.6g", value).replaceFirst("\\.?0+$", "");
  }
}
