package org.nnft.app.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nnft.app.spec.SpelledPropagator;
import org.nnft.feynman.DiagramIntegral;
import org.nnft.feynman.DiagramSum;
import org.nnft.feynman.DiagramValues;
import org.nnft.feynman.Interaction;
import org.nnft.feynman.Vertex;
import org.nnft.field.PointSet;
import org.nnft.network.Expression;
import picocli.CommandLine.Option;

/// What diagrams need to become numbers: propagators, points, a cutoff and couplings.
final class DiagramTheory {
  @Option(
      names = "--propagator",
      paramLabel = "[FIELD=]K",
      description = {
        "Gives every diagram its number: a preset (gauss-net), an experiment file (relu-net.yaml), or a",
        "formula of r = |x − y|, or of x and y (x1, y1, … in more dimensions), such as \"exp(-r)/2\".",
        "Lines at vertices are K without the output bias. Once for each of several fields."
      })
  private List<String> propagators = List.of();

  @Option(
      names = "--points",
      paramLabel = "\"x₁ x₂ …\"",
      description = {
        "The point of each external leg, separated by spaces; coordinates by commas: \"0.2 0.4 0.6 0.8\",",
        "\"0,1 1,0\" (default: the first ones of the experiment file)."
      })
  private @Nullable String points;

  @Option(
      names = "--cutoff",
      paramLabel = "Λ",
      defaultValue = "inf",
      description = "Vertices stay in the box |yᵢ| ≤ Λ; inf where integrals converge (default).")
  private String cutoff = "inf";

  @Option(
      names = "--coupling",
      paramLabel = "NAME=VALUE",
      split = ",",
      description = {
        "Its value, such as lambda=-0.01; for lambda(y) a formula of y (y1, y2, … in more dimensions),",
        "such as \"lambda=1+y^2\"."
      })
  private List<String> couplings = List.of();

  @Option(
      names = "--components",
      paramLabel = "N",
      description = "Number of components of fields with an O(N) index (default: 1).")
  private @Nullable Integer components;

  DiagramTheory() {}

  /// The number of every diagram; empty if no propagator was named.
  ///
  /// @param interaction none for the rules of correlators
  /// @throws IOException if an experiment file cannot be read
  Optional<DiagramValues> values(DiagramSum sum, Optional<Interaction> interaction)
      throws IOException {
    if (propagators.isEmpty()) {
      requireNothingElse();
      return Optional.empty();
    }
    Interaction terms =
        interaction.orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--propagator needs --rules action: kernels of an action from correlators are numbers of the study action"));
    List<double[]> legs = points == null ? List.of() : parsed(points);
    Optional<PointSet> given = legs.isEmpty() ? Optional.empty() : Optional.of(distinct(legs));
    Map<String, SpelledPropagator> lines = lines(sum, given);
    PointSet at =
        given.orElseGet(
            () ->
                lines.values().stream()
                    .flatMap(p -> p.points().stream())
                    .findFirst()
                    .orElseThrow(
                        () ->
                            new IllegalArgumentException(
                                "--points is missing: give one for each external leg")));
    DiagramIntegral integral = DiagramIntegral.of(at, box());
    for (Map.Entry<String, SpelledPropagator> line : lines.entrySet()) {
      integral =
          integral.field(line.getKey(), line.getValue().atVertices(), line.getValue().between());
    }
    integral = coupled(integral, terms, at.dimension()).components(number());
    return Optional.of(DiagramValues.of(sum, integral, tuple(sum.legs().size(), legs, at)));
  }

  /// What was asked, in words.
  String text() {
    return "K = %s, |yᵢ| ≤ %s%s%s"
        .formatted(
            String.join(", ", propagators),
            Double.isInfinite(box()) ? "∞" : cutoff,
            couplings.isEmpty() ? "" : ", " + String.join(", ", couplings),
            points == null ? "" : ", at " + points.strip());
  }

  private void requireNothingElse() {
    Map<String, Boolean> given = new LinkedHashMap<>();
    given.put("--points", points != null);
    given.put("--coupling", !couplings.isEmpty());
    given.put("--components", components != null);
    given.put("--cutoff", !cutoff.equals("inf"));
    given.forEach(
        (option, used) -> {
          if (used) {
            throw new IllegalArgumentException(
                "%s needs --propagator, such as --propagator gauss-net".formatted(option));
          }
        });
  }

  private Map<String, SpelledPropagator> lines(DiagramSum sum, Optional<PointSet> given)
      throws IOException {
    Map<String, SpelledPropagator> lines = new LinkedHashMap<>();
    for (String text : propagators) {
      int equals = text.indexOf('=');
      String field = equals < 0 ? "" : text.substring(0, equals).strip();
      if (equals < 0 && sum.fields().size() > 1) {
        throw new IllegalArgumentException(
            "--propagator: there are the fields %s; name the one of %s, such as %s=%s"
                .formatted(String.join(", ", sum.fields()), text, sum.fields().getFirst(), text));
      }
      if (equals >= 0 && !sum.fields().contains(field)) {
        throw new IllegalArgumentException(
            "--propagator: unknown field '%s'; known are %s"
                .formatted(field, String.join(", ", sum.fields())));
      }
      SpelledPropagator line = SpelledPropagator.of(text.substring(equals + 1).strip(), given);
      if (lines.put(equals < 0 ? sum.fields().getFirst() : field, line) != null) {
        throw new IllegalArgumentException("--propagator: a field is named twice");
      }
    }
    return lines;
  }

  private static List<double[]> parsed(String text) {
    List<double[]> legs = new ArrayList<>();
    for (String point : text.strip().split("\\s+", -1)) {
      try {
        legs.add(Arrays.stream(point.split(",", -1)).mapToDouble(Double::parseDouble).toArray());
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            "--points: '%s' is no point; separate points by spaces and coordinates by commas, such as \"0.2 0.4\" or \"0,1 1,0\""
                .formatted(point),
            e);
      }
    }
    return legs;
  }

  /// Legs may share a point.
  private static PointSet distinct(List<double[]> legs) {
    return PointSet.of(
        legs.stream()
            .map(x -> Arrays.stream(x).map(c -> c + 0.0).boxed().toList())
            .distinct()
            .map(x -> x.stream().mapToDouble(Double::doubleValue).toArray())
            .toArray(double[][]::new));
  }

  private static int[] tuple(int n, List<double[]> legs, PointSet at) {
    if (legs.isEmpty()) {
      if (at.size() < n) {
        throw new IllegalArgumentException(
            "%d external legs need as many points, the experiment has %d; give --points"
                .formatted(n, at.size()));
      }
      return IntStream.range(0, n).toArray();
    }
    if (n > 0 && legs.size() != n) {
      throw new IllegalArgumentException(
          "--points: %d external legs need as many points, got %d".formatted(n, legs.size()));
    }
    return legs.stream()
        .limit(n)
        .mapToInt(
            x ->
                IntStream.range(0, at.size())
                    .filter(p -> same(at.point(p), x))
                    .findFirst()
                    .orElseThrow())
        .toArray();
  }

  private static boolean same(double[] a, double[] b) {
    return IntStream.range(0, a.length).allMatch(k -> a[k] == b[k]);
  }

  private double box() {
    String text = cutoff.strip().toLowerCase(Locale.ROOT);
    if (text.equals("inf") || text.equals("infinity") || text.equals("∞")) {
      return Double.POSITIVE_INFINITY;
    }
    try {
      double value = Double.parseDouble(text);
      if (value > 0) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new IllegalArgumentException(
        "--cutoff must be a number above 0, or inf where integrals converge; got '%s'"
            .formatted(cutoff));
  }

  private int number() {
    int n = components == null ? 1 : components;
    if (n < 1) {
      throw new IllegalArgumentException("--components must be at least 1, got " + n);
    }
    return n;
  }

  private DiagramIntegral coupled(DiagramIntegral bare, Interaction interaction, int d) {
    List<String> names =
        d == 1 ? List.of("y") : IntStream.rangeClosed(1, d).mapToObj(k -> "y" + k).toList();
    DiagramIntegral integral = bare;
    for (String text : couplings) {
      int equals = text.indexOf('=');
      String name = text.substring(0, Math.max(0, equals)).strip();
      List<Vertex.Term> terms = interaction.of(name);
      if (terms.isEmpty()) {
        throw new IllegalArgumentException(
            "--coupling: '%s' is no value of a coupling of %s; write %s=…"
                .formatted(
                    text,
                    interaction,
                    interaction.terms().stream()
                        .map(Vertex.Term::symbol)
                        .distinct()
                        .collect(Collectors.joining("=…, "))));
      }
      Expression value = Expression.parse(text.substring(equals + 1).strip(), names);
      boolean dependent = terms.stream().anyMatch(Vertex.Term::positionDependent);
      if (dependent) {
        integral = integral.coupling(name, value::at);
      }
      if (terms.stream().anyMatch(t -> !t.positionDependent())) {
        if (!value.isConstant()) {
          throw new IllegalArgumentException(
              "--coupling: %s is a number, got %s; write %s(y) in the interaction for one that depends on the position"
                  .formatted(name, value, name));
        }
        integral = integral.coupling(name, value.at(new double[d]));
      }
    }
    return integral;
  }
}
