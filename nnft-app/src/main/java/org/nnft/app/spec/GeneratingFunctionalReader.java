package org.nnft.app.spec;

import java.util.List;
import java.util.Optional;
import org.nnft.study.GeneratingFunctionalStudy;
import org.nnft.study.Study;

/// `generating-functional`.
final class GeneratingFunctionalReader implements StudyReader {
  @Override
  public String key() {
    return "generating-functional";
  }

  @Override
  public String usage() {
    return "generating-functional: {source: [1, -0.5], reach: 2, order: 6}";
  }

  @Override
  public Optional<Study> read(Section s, Context context) {
    s.allow("source", "reach", "order");
    List<Double> source = s.numbers("source");
    double reach = s.positive("reach", 2);
    int order = Math.toIntExact(s.whole("order", 6, 2, 8));
    return s.problems()
        .attempt(
            s.lineOf("source"),
            s.pathOf("source"),
            () -> new GeneratingFunctionalStudy(source, reach, order));
  }
}
