package org.nnft.app.spec;

import java.util.Optional;
import org.nnft.field.PointSet;
import org.nnft.study.OnePointActionStudy;
import org.nnft.study.Study;

/// `one-point-action`.
final class OnePointActionReader implements StudyReader {
  @Override
  public String key() {
    return "one-point-action";
  }

  @Override
  public String usage() {
    return "one-point-action: {point: 1, reach: 5, order: 3}";
  }

  @Override
  public Optional<Study> read(Section s, Context context) {
    s.allow("point", "reach", "order");
    int points = context.points().map(PointSet::size).orElse(Integer.MAX_VALUE);
    int point = Math.toIntExact(s.whole("point", 1, 1, points));
    double reach = s.positive("reach", 5);
    int order = Math.toIntExact(s.whole("order", 3, 0, 3));
    return s.problems()
        .attempt(
            s.lineOf("reach"),
            s.pathOf("reach"),
            () -> new OnePointActionStudy(point, reach, order));
  }
}
