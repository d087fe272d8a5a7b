package org.nnft.app.spec;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.nnft.app.spec.YamlTree.Node;
import org.nnft.app.spec.YamlTree.Scalar;
import org.nnft.study.SimulationStudy;
import org.nnft.study.SimulationStudy.Method;
import org.nnft.study.Study;

/// `simulation`.
final class SimulationReader implements StudyReader {
  private static final List<String> METHODS =
      Arrays.stream(Method.values()).map(m -> m.name().toLowerCase(Locale.ROOT)).toList();

  private static final List<String> AMPLITUDES = List.of("constant", "gaussian");

  @Override
  public String key() {
    return "simulation";
  }

  @Override
  public String usage() {
    return "simulation: {widths: [8, 16, 32], methods: [reweighting, hmc, perturbation], alpha: 0, amplitude: constant, steps: 4000, chains: 4, distances: 0, order: 1}   of the file's action: {potential: \"lambda/4! phi^4\", lambda: 6, mass: 1, dimension: 1, box: 8, spacing: 0.1, regulator: none, cutoff: …}";
  }

  @Override
  public Optional<Study> read(Section s, Context context) {
    s.allow("widths", "methods", "alpha", "amplitude", "steps", "chains", "distances", "order");
    if (!context.hasAction()) {
      s.problems()
          .add(
              s.line(),
              s.path(),
              "needs the action that is simulated; add action: {potential: \"lambda/4! phi^4\", lambda: 6, mass: 1}");
    }
    if (context.action().isEmpty()) {
      return Optional.empty();
    }
    List<Integer> widths = s.has("widths") ? s.wholes("widths", 8, 1, 1 << 20) : List.of(8, 16, 32);
    Set<Method> methods =
        s.has("methods") ? methods(s) : SimulationStudy.methodsFor(context.action().get());
    double alpha = s.number("alpha", 0);
    boolean gaussian =
        s.has("amplitude") && s.choice("amplitude", AMPLITUDES).orElse("").equals("gaussian");
    OptionalInt steps =
        s.has("steps")
            ? OptionalInt.of(Math.toIntExact(s.whole("steps", 4000, 64, 1 << 30)))
            : OptionalInt.empty();
    int chains = Math.toIntExact(s.whole("chains", 4, 2, 1024));
    int cells = context.action().get().grid().cells();
    int distances = Math.toIntExact(s.whole("distances", 0, 0, cells / 2));
    int order = Math.toIntExact(s.whole("order", 1, 1, 2));
    return s.problems()
        .attempt(
            s.line(),
            s.path(),
            () -> {
              SimulationStudy study =
                  new SimulationStudy(
                      context.action().get(),
                      alpha,
                      gaussian,
                      widths,
                      methods,
                      steps,
                      chains,
                      distances,
                      order);
              study.requireNormalisable();
              return study;
            });
  }

  private static Set<Method> methods(Section s) {
    Set<Method> methods = new LinkedHashSet<>();
    for (Node item : s.items(s.node("methods").orElseThrow(), s.pathOf("methods"))) {
      if (item instanceof Scalar(int line, String text)) {
        if (METHODS.contains(text)) {
          methods.add(Method.valueOf(text.toUpperCase(Locale.ROOT)));
        } else {
          s.problems().unknown(line, s.pathOf("methods"), "method", text, METHODS);
        }
      }
    }
    return methods;
  }
}
