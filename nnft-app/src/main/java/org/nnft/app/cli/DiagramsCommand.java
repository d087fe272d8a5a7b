package org.nnft.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nnft.app.report.DiagramsReport;
import org.nnft.feynman.DiagramGenerator;
import org.nnft.feynman.DiagramSum;
import org.nnft.feynman.DiagramValues;
import org.nnft.feynman.Interaction;
import org.nnft.feynman.Rules;
import org.nnft.feynman.Selection;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// `nnft diagrams`.
@Command(
    name = "diagrams",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Makes and draws all Feynman diagrams of a correlator, or of a kernel of the action, with their",
      "exact weights. Vacuum bubbles are divided out.",
      "",
      "Example: nnft diagrams --legs 4 --interaction \"lambda f^4 + kappa f^6\" --order 1",
      "",
      "With --rules finite-width the free theory is a network of N neurons, whose own connected correlators,",
      "of order N^(1-r/2), join the legs beside propagators: the series of the study simulation.",
      "",
      "With a propagator every diagram gets its number, with its quadrature error:",
      "  --propagator gauss-net --points \"0.2 0.4 0.6 0.8\" --coupling lambda=-0.005,kappa=0.001"
    })
final class DiagramsCommand implements Callable<Integer> {
  @Option(
      names = "--legs",
      required = true,
      paramLabel = "n",
      description = "Number of external legs, or the field of each: phi,phi,psi,psi.")
  private String legs = "";

  @Option(
      names = "--interaction",
      paramLabel = "TEXT",
      description = {
        "Terms without factorials, such as lambda f^4 + kappa f^6, lambda/4! f^4, lambda(y) f^4,",
        "lambda (int f^2)^2, y phi psi^2, lambda (f_a f_a)^2."
      })
  private @Nullable String interaction;

  @Option(
      names = "--order",
      paramLabel = "n",
      defaultValue = "1",
      description = "To this order in the interaction, or in 1/N (default: ${DEFAULT-VALUE}).")
  private int order;

  @Option(
      names = "--rules",
      paramLabel = "RULES",
      defaultValue = "action",
      converter = RulesByName.class,
      description = {
        "action: correlators from an interaction; finite-width: the same on top of a free network of finite",
        "width; correlators: the action from connected correlators (default: ${DEFAULT-VALUE})."
      })
  private Rules rules = Rules.ACTION;

  @Option(
      names = "--correlators",
      paramLabel = "r",
      split = ",",
      description =
          "With --rules correlators: which connected correlators are kept (default: all even ones that count).")
  private List<Integer> correlators = List.of();

  @Option(names = "--connected", description = "Only diagrams in one piece.")
  private boolean connected;

  @Option(
      names = {"--one-particle-irreducible", "--1pi"},
      description = "Only those that no cut of an internal line takes apart.")
  private boolean irreducible;

  @Option(
      names = "--amputated",
      description = "Without corrections on external legs and without their propagators.")
  private boolean amputated;

  @Option(names = "--tree", description = "Only those without loops.")
  private boolean tree;

  @Option(names = "--loops", paramLabel = "L", description = "Only those with so many loops.")
  private @Nullable Integer loops;

  @Option(
      names = "--tadpole-free",
      description =
          "Only those in which no line returns to its point and nothing hangs on one line.")
  private boolean tadpoleFree;

  @Option(names = "--vacuum", description = "Keeps vacuum bubbles.")
  private boolean vacuum;

  @Option(
      names = "--output",
      paramLabel = "FOLDER",
      description =
          "Writes diagrams.svg, diagrams.tex (TikZ-Feynman), diagrams.dot, diagrams.json and diagrams.html there.")
  private @Nullable Path output;

  @ArgGroup(validate = false, heading = "Values%n")
  private DiagramTheory theory = new DiagramTheory();

  @Spec private @Nullable CommandSpec spec;

  /// Names with a hyphen.
  private static final class RulesByName implements ITypeConverter<Rules> {
    @Override
    public Rules convert(String text) {
      return Arrays.stream(Rules.values())
          .filter(rules -> rules.key().equals(text.toLowerCase(Locale.ROOT)))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "expected one of %s, got '%s'"
                          .formatted(
                              Arrays.stream(Rules.values())
                                  .map(Rules::key)
                                  .collect(Collectors.joining(", ")),
                              text)));
    }
  }

  DiagramsCommand() {}

  @Override
  public Integer call() throws IOException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    DiagramGenerator generator =
        switch (rules) {
          case ACTION -> fromInteraction();
          case CORRELATORS -> fromCorrelators();
          case FINITE_WIDTH -> fromInteraction().atFiniteWidth();
        };
    DiagramSum sum = selected(generator.order(order)).diagrams();
    Optional<Interaction> terms = Optional.ofNullable(interaction).map(Interaction::parse);
    Optional<DiagramValues> values = theory.values(sum, terms);
    out.print(DiagramsReport.text(sum, values));
    if (output != null) {
      DiagramsReport.write(output, sum, values, title(), question(sum, values.isPresent()));
      out.println("Page: " + output.resolve("diagrams.html"));
    }
    out.flush();
    return ExitCode.OK;
  }

  private DiagramGenerator fromInteraction() {
    if (interaction == null) {
      throw new IllegalArgumentException(
          "--interaction is missing, such as \"lambda f^4 + kappa f^6\"");
    }
    if (!correlators.isEmpty()) {
      throw new IllegalArgumentException(
          "--correlators needs --rules correlators; an interaction has no correlators");
    }
    Interaction parsed = Interaction.parse(interaction);
    OptionalInt number = number(legs);
    return number.isPresent()
        ? DiagramGenerator.of(parsed, number.getAsInt())
        : DiagramGenerator.of(parsed, List.of(legs.split("[, ]+", -1)));
  }

  private DiagramGenerator fromCorrelators() {
    if (interaction != null) {
      throw new IllegalArgumentException(
          "--interaction needs --rules action or finite-width; an action from correlators has none");
    }
    int n =
        number(legs)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "--legs: with --rules correlators a number is needed, got '%s'"
                            .formatted(legs)));
    List<Integer> kept =
        correlators.isEmpty()
            ? IntStream.rangeClosed(2, Math.clamp(order + 1, 2, 6)).map(r -> 2 * r).boxed().toList()
            : correlators;
    return DiagramGenerator.ofCorrelators(kept, n);
  }

  private static OptionalInt number(String text) {
    return text.matches("\\d{1,3}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
  }

  private DiagramGenerator selected(DiagramGenerator all) {
    List<Selection> selections = new ArrayList<>();
    if (connected) {
      selections.add(Selection.CONNECTED);
    }
    if (irreducible) {
      selections.add(Selection.ONE_PARTICLE_IRREDUCIBLE);
    }
    if (amputated) {
      selections.add(Selection.AMPUTATED);
    }
    if (tree) {
      selections.add(Selection.TREE);
    }
    if (tadpoleFree) {
      selections.add(Selection.TADPOLE_FREE);
    }
    DiagramGenerator some = all.only(selections.toArray(Selection[]::new));
    if (loops != null) {
      some = some.loops(loops);
    }
    return vacuum ? some.withVacuum() : some;
  }

  private String title() {
    return interaction == null
        ? "The action from connected correlators"
        : "Diagrams of %s%s"
            .formatted(
                Interaction.parse(interaction),
                rules == Rules.FINITE_WIDTH ? " on a free network of finite width" : "");
  }

  private String question(DiagramSum sum, boolean valued) {
    String selections =
        String.join(
            ", ",
            sum.selections().stream()
                .sorted()
                .map(s -> s.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList());
    return "%d external legs, to order %d: %d diagrams%s%s."
        .formatted(
            sum.legs().size(),
            order,
            sum.size(),
            selections.isEmpty() ? "" : " (" + selections + ")",
            valued ? "; " + theory.text() : "");
  }
}
