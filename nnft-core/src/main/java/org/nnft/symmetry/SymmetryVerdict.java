package org.nnft.symmetry;

import java.util.Locale;

/// What derivation and sample say together about one group.
///
/// @param tests number of groups that are judged together: the threshold is divided by it
public record SymmetryVerdict(Derivation derivation, SymmetryMeasurement measurement, long tests) {

  /// A smaller p-value, of all groups that are judged together, breaks a symmetry: where all are exact, one of them
  /// is called broken in at most one of a thousand samples.
  public static final double BROKEN = 1e-3;

  /// Judges a single group.
  public SymmetryVerdict(Derivation derivation, SymmetryMeasurement measurement) {
    this(derivation, measurement, 1);
  }

  /// The p-value below which this group is broken.
  public double threshold() {
    return BROKEN / tests;
  }

  /// The kinds of verdict.
  public enum Status {
    /// Derived; the sample agrees.
    EXACT,
    /// Derived; nothing in the sample has a usable error bar, so it says nothing.
    UNTESTED,
    /// Not derived; the sample does not see a breaking, and bounds it.
    CONSISTENT,
    /// Not derived, and nothing in the sample has a usable error bar.
    UNDECIDED,
    /// Not derived; the sample sees the breaking.
    BROKEN,
    /// Derived, but the sample sees a breaking: the program is wrong, or unlucky once in a thousand times.
    CONTRADICTION
  }

  public Status status() {
    if (!measurement.isTested() && !measurement.isIdentical()) {
      return derivation.isExact() ? Status.UNTESTED : Status.UNDECIDED;
    }
    boolean seen = measurement.pValue() < threshold();
    if (derivation.isExact()) {
      return seen ? Status.CONTRADICTION : Status.EXACT;
    }
    return seen ? Status.BROKEN : Status.CONSISTENT;
  }

  /// A sentence with evidence, threshold and what would change it.
  public String sentence() {
    String group = measurement.group().symbol();
    return switch (status()) {
      case EXACT ->
          measurement.isIdentical()
              ? "%s: exact by derivation; every network obeys it.".formatted(group)
              : "%s: exact by derivation, at every width; the sample agrees (p = %s).%s A p-value below %s would contradict the derivation."
                  .formatted(group, rough(measurement.pValue()), bounds(), rough(threshold()));
      case UNTESTED ->
          "%s: exact by derivation, at every width; untested, since every component has heavy tails. More networks, or other points, would test it."
              .formatted(group);
      case UNDECIDED ->
          "%s: not derived, and undecided, since every component has heavy tails. More networks, or other points, would decide."
              .formatted(group);
      case CONSISTENT ->
          measurement.isIdentical()
              ? "%s: not derived, but obeyed by every network to rounding.".formatted(group)
              : "%s: not derived, not seen broken (p = %s).%s A p-value below %s would count as breaking; more networks would lower the bound."
                  .formatted(group, rough(measurement.pValue()), bounds(), rough(threshold()));
      case BROKEN ->
          "%s: broken at %s, where %.1fσ count as broken.%s It would hold if what the derivation does not absorb were absorbed."
              .formatted(group, sigmas(), SymmetryMeasurement.significance(threshold()), loudest());
      case CONTRADICTION ->
          "%s: derived as exact, yet broken at %s in the sample. This is an error of the program, or a fluctuation that an exact symmetry shows once in %.0f samples; run with another seed, and report it if it stays.%s"
              .formatted(group, sigmas(), 1 / BROKEN, loudest());
    };
  }

  private String sigmas() {
    double σ = measurement.significance();
    return σ >= 38 ? "more than 38σ" : String.format(Locale.ROOT, "%.1fσ", σ);
  }

  private String bounds() {
    return measurement.orders().stream()
        .filter(o -> o.tested() > 0 && o.order() % 2 == 0)
        .findFirst()
        .map(
            first -> {
              StringBuilder text = new StringBuilder(" Breaking is below ");
              String separator = "";
              for (SymmetryMeasurement.Order o : measurement.orders()) {
                if (o.tested() > 0 && o.order() % 2 == 0) {
                  text.append(separator)
                      .append(
                          String.format(
                              Locale.ROOT, "%.2g %% at order %d", 100 * o.bound(), o.order()));
                  separator = ", ";
                }
              }
              return text.append(" (of the mean size of the product, 95 %).").toString();
            })
        .orElse("");
  }

  private String loudest() {
    return measurement
        .loudest()
        .flatMap(SymmetryMeasurement.Order::worst)
        .map(
            w ->
                String.format(
                    Locale.ROOT,
                    " Loudest component: %s = %.5g changes by %s %s%s.",
                    w.component(),
                    w.value(),
                    w.difference(),
                    w.element() == 0
                        ? "averaged over the elements"
                        : "under element " + w.element(),
                    Double.isNaN(w.exact())
                        ? ""
                        : String.format(Locale.ROOT, "; exact theory says %.5g", w.exact())))
        .orElse("");
  }

  private static String rough(double p) {
    return String.format(Locale.ROOT, "%.2g", p);
  }
}
