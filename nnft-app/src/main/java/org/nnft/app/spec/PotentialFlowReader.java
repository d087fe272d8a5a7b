package org.nnft.app.spec;

import java.util.List;
import java.util.Optional;
import org.nnft.app.spec.YamlTree.Scalar;
import org.nnft.field.PointSet;
import org.nnft.rg.LocalPotential;
import org.nnft.rg.Regulator;
import org.nnft.study.PotentialFlowStudy;
import org.nnft.study.Study;

/// `potential-flow`.
final class PotentialFlowReader implements StudyReader {
  @Override
  public String key() {
    return "potential-flow";
  }

  @Override
  public String usage() {
    return "potential-flow: {dimension: 3, regulator: litim, couplings: 6, initial: [u2, u4, u6], canonical: true, from: 10, to: 0.1, fixedPoints: true, sampled: false}   regulator: litim, exponential or {power: 2}";
  }

  @Override
  public Optional<Study> read(Section s, Context context) {
    s.allow(
        "dimension",
        "regulator",
        "couplings",
        "initial",
        "canonical",
        "from",
        "to",
        "fixedPoints",
        "sampled");
    double dimension = s.positive("dimension", context.points().map(PointSet::dimension).orElse(3));
    Regulator regulator = s.has("regulator") ? regulator(s) : new Regulator.Litim();
    int couplings = Math.toIntExact(s.whole("couplings", 3, 2, 8));
    Optional<LocalPotential> initial = initial(s);
    boolean canonical = s.flag("canonical").orElse(true);
    double from = s.positive("from", 10);
    double to = s.positive("to", 0.1);
    boolean fixedPoints = s.flag("fixedPoints").orElse(true);
    boolean sampled = s.flag("sampled").orElse(false);
    return s.problems()
        .attempt(
            s.line(),
            s.path(),
            () ->
                new PotentialFlowStudy(
                    dimension,
                    regulator,
                    couplings,
                    initial,
                    canonical,
                    from,
                    to,
                    fixedPoints,
                    sampled));
  }

  private static Optional<LocalPotential> initial(Section s) {
    if (!s.has("initial")) {
      return Optional.empty();
    }
    double[] u = s.numbers("initial").stream().mapToDouble(Double::doubleValue).toArray();
    return s.problems()
        .attempt(s.lineOf("initial"), s.pathOf("initial"), () -> LocalPotential.factorial(u));
  }

  private static Regulator regulator(Section s) {
    Regulator litim = new Regulator.Litim();
    if (s.node("regulator").orElse(null) instanceof Scalar) {
      return s.choice("regulator", List.of("litim", "exponential"))
          .filter("exponential"::equals)
          .<Regulator>map(_ -> new Regulator.Exponential())
          .orElse(litim);
    }
    return s.section("regulator")
        .map(r -> r.allow("power"))
        .flatMap(
            r ->
                s.problems()
                    .<Regulator>attempt(
                        r.line(), r.path(), () -> new Regulator.Power(r.positive("power", 2))))
        .orElse(litim);
  }
}
