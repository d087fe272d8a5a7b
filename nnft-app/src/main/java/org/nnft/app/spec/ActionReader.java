package org.nnft.app.spec;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nnft.app.spec.YamlTree.Node;
import org.nnft.app.spec.YamlTree.Scalar;
import org.nnft.field.MomentumCutoff;
import org.nnft.simulation.EuclideanAction;
import org.nnft.simulation.InteractionGrid;
import org.nnft.simulation.ScalarPotential;

/// `action`: the interacting scalar theory that a file asks for. Other keys than the reserved ones are parameters of
/// the potential.
final class ActionReader {
  private static final List<String> RESERVED =
      List.of("fields", "mass", "potential", "dimension", "box", "spacing", "regulator", "cutoff");

  private static final List<String> REGULATORS = List.of("none", "sharp", "gaussian");

  private ActionReader() {}

  static Optional<EuclideanAction> read(Section s) {
    Problems problems = s.problems();
    List<String> fields = s.has("fields") ? names(s) : List.of("phi");
    List<Double> masses = s.has("mass") ? s.numbers("mass") : List.of(1.0);
    List<Double> all =
        masses.size() == 1
            ? java.util.Collections.nCopies(fields.size(), masses.getFirst())
            : masses;
    Map<String, Double> parameters = new HashMap<>();
    for (String key : s.keys()) {
      if (!RESERVED.contains(key)) {
        s.number(key).ifPresent(value -> parameters.put(key, value));
      }
    }
    int dimension = Math.toIntExact(s.whole("dimension", 1, 1, 4));
    s.required("potential", "write one, such as \"lambda/4! phi^4\", with lambda: 6 beside it");
    Optional<ScalarPotential> potential =
        s.text("potential")
            .flatMap(
                formula ->
                    problems.attempt(
                        s.lineOf("potential"),
                        s.pathOf("potential"),
                        () -> ScalarPotential.parse(formula, fields, dimension, parameters)));
    double box = s.positive("box", 8);
    double spacing = s.positive("spacing", 0.1);
    Optional<InteractionGrid> grid =
        problems.attempt(
            s.lineOf("spacing"),
            s.pathOf("spacing"),
            () -> InteractionGrid.of(dimension, box, spacing));
    String regulator =
        s.has("regulator")
            ? s.choice("regulator", REGULATORS).orElse("none")
            : s.has("cutoff") || dimension > 1 ? "gaussian" : "none";
    if (!regulator.equals("none")) {
      s.required("cutoff", "give the momentum Λ at which the regulator " + regulator + " cuts");
    }
    double cutoff = s.positive("cutoff", 1);
    if (potential.isEmpty() || grid.isEmpty() || !problems.isEmpty()) {
      return Optional.empty();
    }
    return problems.attempt(
        s.line(),
        s.path(),
        () ->
            new EuclideanAction(
                all,
                potential.get(),
                grid.get(),
                MomentumCutoff.valueOf(regulator.toUpperCase(java.util.Locale.ROOT)),
                cutoff));
  }

  private static List<String> names(Section s) {
    List<String> names = new ArrayList<>();
    for (Node item : s.items(s.node("fields").orElseThrow(), s.pathOf("fields"))) {
      if (item instanceof Scalar(int _, String text) && text.matches("[A-Za-z]\\w*")) {
        names.add(text);
      } else {
        s.problems()
            .add(
                item.line(),
                s.pathOf("fields"),
                "must be a list of names such as [phi, chi], got " + item.kind());
      }
    }
    if (names.stream().distinct().count() < names.size()) {
      s.problems().add(s.lineOf("fields"), s.pathOf("fields"), "names a field twice");
    }
    return names.isEmpty() ? List.of("phi") : names;
  }
}
