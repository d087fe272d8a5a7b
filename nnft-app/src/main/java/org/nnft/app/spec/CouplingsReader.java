package org.nnft.app.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nnft.app.spec.YamlTree.Node;
import org.nnft.app.spec.YamlTree.Scalar;
import org.nnft.eft.Coupling;
import org.nnft.study.CouplingsStudy;
import org.nnft.study.Study;

/// `couplings`.
final class CouplingsReader implements StudyReader {
  private static final Map<String, Coupling> COUPLINGS = couplings();

  private static Map<String, Coupling> couplings() {
    Map<String, Coupling> names = new LinkedHashMap<>();
    names.put("lambda", Coupling.QUARTIC);
    names.put("lambda2", Coupling.QUARTIC_CURVATURE);
    names.put("lambda-nl", Coupling.QUARTIC_NONLOCAL);
    names.put("kappa", Coupling.SEXTIC);
    names.put("g", Coupling.CUBIC);
    names.put("alpha", Coupling.QUINTIC);
    return names;
  }

  @Override
  public String key() {
    return "couplings";
  }

  @Override
  public String usage() {
    return "couplings: {cutoff: 100, fits: [lambda, lambda + lambda2], trainScale: 1, kappa: true, sixPoint: true, sampled: true, tolerance: 0.01}";
  }

  @Override
  public Optional<Study> read(Section s, Context context) {
    s.allow("cutoff", "fits", "trainScale", "kappa", "sixPoint", "sampled", "tolerance");
    double cutoff = cutoff(s);
    List<List<Coupling>> fits = fits(s);
    double scale = s.positive("trainScale", 1);
    double tolerance = s.positive("tolerance", 0.01);
    boolean sextic = s.flag("kappa").orElse(true);
    boolean sixPoint = s.flag("sixPoint").orElse(true);
    boolean sampled = s.flag("sampled").orElse(true);
    return s.problems()
        .attempt(
            s.lineOf("fits"),
            s.pathOf("fits"),
            () -> new CouplingsStudy(cutoff, fits, scale, sextic, sixPoint, sampled, tolerance));
  }

  private static double cutoff(Section s) {
    if (s.node("cutoff").orElse(null) instanceof Scalar(int _, String text)
        && text.equals("infinity")) {
      return Double.POSITIVE_INFINITY;
    }
    return s.positive("cutoff", 100);
  }

  private static List<List<Coupling>> fits(Section s) {
    List<List<Coupling>> fits = new ArrayList<>();
    s.node("fits")
        .ifPresent(
            list -> {
              for (Node item : s.items(list, s.pathOf("fits"))) {
                fits.add(fit(item, s));
              }
            });
    fits.removeIf(List::isEmpty);
    return fits.isEmpty() ? List.of(List.of(Coupling.QUARTIC)) : fits;
  }

  private static List<Coupling> fit(Node item, Section s) {
    List<Coupling> couplings = new ArrayList<>();
    if (!(item instanceof Scalar(int line, String text))) {
      s.problems()
          .add(
              item.line(),
              s.pathOf("fits"),
              "each fit is a sum such as lambda + lambda2, got " + item.kind());
      return couplings;
    }
    for (String name : text.split("\\+", -1)) {
      Coupling coupling = COUPLINGS.get(name.strip());
      if (coupling == null) {
        s.problems()
            .unknown(
                line, s.pathOf("fits"), "coupling", name.strip(), List.copyOf(COUPLINGS.keySet()));
      } else {
        couplings.add(coupling);
      }
    }
    return couplings;
  }
}
