package org.nnft.app.spec;

import java.util.Optional;
import org.nnft.field.PointSet;
import org.nnft.study.EffectivePotentialStudy;
import org.nnft.study.Study;

/// `effective-action`.
final class EffectivePotentialReader implements StudyReader {
  @Override
  public String key() {
    return "effective-action";
  }

  @Override
  public String usage() {
    return "effective-action: {point: 1, reach: 2, vertices: false}";
  }

  @Override
  public Optional<Study> read(Section s, Context context) {
    s.allow("point", "reach", "vertices");
    int points = context.points().map(PointSet::size).orElse(Integer.MAX_VALUE);
    int point = Math.toIntExact(s.whole("point", 1, 1, points));
    double reach = s.positive("reach", 2);
    boolean vertices = s.flag("vertices").orElse(false);
    return s.problems()
        .attempt(
            s.lineOf("reach"),
            s.pathOf("reach"),
            () -> new EffectivePotentialStudy(point, reach, vertices));
  }
}
