package org.nnft.app.spec;

import java.util.List;
import java.util.Optional;
import org.nnft.field.PointSet;
import org.nnft.rg.Cutoffs;
import org.nnft.study.RunningCouplingsStudy;
import org.nnft.study.Study;

/// `running-couplings`.
final class RunningCouplingsReader implements StudyReader {
  @Override
  public String key() {
    return "running-couplings";
  }

  @Override
  public String usage() {
    return "running-couplings: {cutoffs: [7, 10, …, 1e5], kappa: true, widths: [2, 5, 10, 100], sampled: true}";
  }

  @Override
  public Optional<Study> read(Section s, Context context) {
    s.allow("cutoffs", "kappa", "widths", "sampled");
    Optional<Cutoffs> cutoffs =
        s.has("cutoffs")
            ? s.problems()
                .attempt(
                    s.lineOf("cutoffs"),
                    s.pathOf("cutoffs"),
                    () -> new Cutoffs(s.numbers("cutoffs")))
            : Optional.of(Cutoffs.halverson2020());
    boolean line = context.points().map(PointSet::dimension).orElse(1) == 1;
    boolean sextic = s.flag("kappa").orElse(line);
    List<Integer> widths =
        s.has("widths") ? s.wholes("widths", 10, 1, FieldReader.MOST_WIDTH) : List.of();
    boolean sampled = s.flag("sampled").orElse(true);
    return cutoffs.flatMap(
        Λ ->
            s.problems()
                .attempt(
                    s.lineOf("widths"),
                    s.pathOf("widths"),
                    () -> new RunningCouplingsStudy(Λ, sextic, widths, sampled)));
  }
}
