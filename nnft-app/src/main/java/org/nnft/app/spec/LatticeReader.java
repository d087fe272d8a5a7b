package org.nnft.app.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nnft.lattice.Phi4;
import org.nnft.study.CouplingLine;
import org.nnft.study.LatticeStudy;
import org.nnft.study.Study;

/// `lattice`.
///
/// | convention | keys |
/// |------------|------|
/// | continuum | massSquared, lambda |
/// | flow | massSquared, lambda: Σ(Δφ)² + M²φ² + λφ⁴ |
/// | quarter | massSquared, lambda: λ/4 φ⁴ |
/// | hopping | kappa, lambda; the list is of kappa, or of lambda |
final class LatticeReader implements StudyReader {
  private static final List<String> CONVENTIONS =
      List.of("continuum", "hopping", "flow", "quarter");

  @Override
  public String key() {
    return "lattice";
  }

  @Override
  public String usage() {
    return "lattice: {dimension: 2, size: [8, 16], convention: continuum, massSquared: -4, lambda: [24, 48], clusters: true}";
  }

  @Override
  public Optional<Study> read(Section s, Context context) {
    s.allow(
        "dimension", "size", "convention", "massSquared", "lambda", "kappa", "spacing", "clusters");
    List<Integer> sizes = s.wholes("size", 8, 2, 100_000);
    boolean clusters = s.flag("clusters").orElse(true);
    return couplings(s)
        .flatMap(
            line ->
                s.problems()
                    .attempt(s.line(), s.path(), () -> new LatticeStudy(line, sizes, clusters)));
  }

  /// The line of couplings, from the keys above.
  static Optional<CouplingLine> couplings(Section s) {
    int dimension = (int) s.whole("dimension", 2, 1, 4);
    String convention =
        s.has("convention") ? s.choice("convention", CONVENTIONS).orElse("continuum") : "continuum";
    boolean hopping = convention.equals("hopping");
    List<Double> lambdas = required(s, "lambda");
    List<Double> masses = hopping ? required(s, "kappa") : massSquared(s);
    if (lambdas.isEmpty() || masses.isEmpty()) {
      return Optional.empty();
    }
    if (lambdas.size() > 1 && masses.size() > 1) {
      s.problems()
          .add(s.lineOf("lambda"), s.pathOf("lambda"), "only one of the couplings can be a list");
      return Optional.empty();
    }
    boolean scansMass = masses.size() > 1;
    String name = scansMass ? (hopping ? "κ" : "m₀²") : hopping ? "λ_h" : "λ";
    double spacing = s.positive("spacing", 1);
    List<Phi4> actions = new ArrayList<>();
    for (double m : masses) {
      for (double λ : lambdas) {
        s.problems()
            .attempt(
                s.lineOf("lambda"), s.path(), () -> action(convention, dimension, m, λ, spacing))
            .ifPresent(actions::add);
      }
    }
    List<Double> couplings = scansMass ? masses : lambdas;
    return actions.size() < couplings.size()
        ? Optional.empty()
        : s.problems()
            .attempt(s.line(), s.path(), () -> new CouplingLine(actions, couplings, name));
  }

  private static List<Double> massSquared(Section s) {
    return s.has("massSquared") ? s.numbers("massSquared") : List.of(1.0);
  }

  private static List<Double> required(Section s, String key) {
    s.required(key, "give a number, or a list of them to scan");
    return s.numbers(key);
  }

  private static Phi4 action(String convention, int d, double m, double λ, double spacing) {
    if (spacing != 1 && (d != 1 || !convention.equals("continuum"))) {
      throw new IllegalArgumentException(
          "spacing is for dimension 1 and convention continuum, where the action is that of an oscillator; remove it");
    }
    return switch (convention) {
      case "hopping" -> Phi4.hopping(d, m, λ);
      case "flow" -> Phi4.flow(d, m, λ);
      case "quarter" -> Phi4.quarter(d, m, λ);
      default -> d == 1 ? Phi4.oscillator(spacing, m, λ) : Phi4.continuum(d, m, λ);
    };
  }
}
