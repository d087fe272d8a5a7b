package org.nnft.app.spec;

import java.util.Optional;
import org.nnft.field.PointSet;
import org.nnft.study.AxiomsStudy;
import org.nnft.study.Study;

/// `axioms`.
final class AxiomsReader implements StudyReader {
  @Override
  public String key() {
    return "axioms";
  }

  @Override
  public String usage() {
    return "axioms: {time: 1, degree: 2, extent: 1, sampled: true}";
  }

  @Override
  public Optional<Study> read(Section s, Context context) {
    s.allow("time", "degree", "extent", "sampled");
    int dimension = context.points().map(PointSet::dimension).orElse(Integer.MAX_VALUE);
    int time = Math.toIntExact(s.whole("time", 1, 1, dimension));
    int degree = Math.toIntExact(s.whole("degree", 2, 1, 3));
    double extent = s.positive("extent", 1);
    boolean sampled = s.flag("sampled").orElse(true);
    return s.problems()
        .attempt(
            s.lineOf("degree"),
            s.pathOf("degree"),
            () -> new AxiomsStudy(time, degree, extent, sampled));
  }
}
