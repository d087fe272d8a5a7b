package org.nnft.study;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What an investigation found: a verdict with its evidence, never a bare yes.
///
/// @param title a heading
/// @param outcome whether measured and known agree
/// @param sentences the verdict in words, with numbers, thresholds and what would change it
/// @param warnings when not to trust a number
/// @param exhibits formulas, tables and figures in the order in which they are read
/// @param arrays every number, for `arrays.npz`
/// @param citations keys of the bibliography
public record Findings(
    String title,
    Outcome outcome,
    List<String> sentences,
    List<String> warnings,
    List<Exhibit> exhibits,
    List<NamedArray> arrays,
    Set<String> citations) {

  public Findings {
    sentences = List.copyOf(sentences);
    warnings = List.copyOf(warnings);
    exhibits = List.copyOf(exhibits);
    arrays = List.copyOf(arrays);
    citations = Set.copyOf(citations);
    if (sentences.isEmpty()) {
      throw new IllegalArgumentException("findings say something: at least one sentence");
    }
  }

  /// Begins findings.
  public static Draft draft(String title) {
    return new Draft(title);
  }

  /// Findings in the making. Mutable.
  public static final class Draft {
    private final String title;
    private Outcome outcome = Outcome.OPEN;
    private final List<String> sentences = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<Exhibit> exhibits = new ArrayList<>();
    private final List<NamedArray> arrays = new ArrayList<>();
    private final Set<String> citations = new LinkedHashSet<>();

    private Draft(String title) {
      this.title = title;
    }

    /// Holds what was measured against what is known; once it disagrees, it stays so.
    public Draft compared(boolean agrees) {
      if (outcome != Outcome.DISAGREES) {
        outcome = agrees ? Outcome.AGREES : Outcome.DISAGREES;
      }
      return this;
    }

    /// A sentence of the verdict.
    public Draft say(String sentence) {
      sentences.add(sentence);
      return this;
    }

    public Draft warn(String warning) {
      warnings.add(warning);
      return this;
    }

    public Draft show(Exhibit exhibit) {
      exhibits.add(exhibit);
      return this;
    }

    /// Keeps numbers for `arrays.npz`.
    ///
    /// @param name letters, digits and underscores, once per findings
    /// @param values in C order. Not modified.
    /// @param shape its product is the number of values
    public Draft keep(String name, double[] values, int... shape) {
      arrays.add(new NamedArray(name, values, shape));
      return this;
    }

    /// Keys of the bibliography.
    public Draft cite(String... keys) {
      citations.addAll(List.of(keys));
      return this;
    }

    /// The findings.
    public Findings done() {
      return new Findings(title, outcome, sentences, warnings, exhibits, arrays, citations);
    }
  }
}
