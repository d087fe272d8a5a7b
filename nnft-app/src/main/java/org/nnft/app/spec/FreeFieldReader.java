package org.nnft.app.spec;

import java.util.List;
import java.util.Optional;
import org.nnft.field.PointSet;
import org.nnft.study.Study;

/// `free-field`.
final class FreeFieldReader implements StudyReader {
  @Override
  public String key() {
    return "free-field";
  }

  @Override
  public String usage() {
    return "free-field: {configuration: [one value per point]}";
  }

  @Override
  public Optional<Study> read(Section s, Context context) {
    s.allow("configuration");
    Optional<List<Double>> configuration =
        s.has("configuration") ? Optional.of(s.numbers("configuration")) : Optional.empty();
    int size = context.points().map(PointSet::size).orElse(-1);
    if (configuration.isPresent() && configuration.get().size() != size) {
      s.problems()
          .add(
              s.lineOf("configuration"),
              s.pathOf("configuration"),
              "needs one value per point, %d, got %d".formatted(size, configuration.get().size()));
    }
    return Optional.of(new Study.FreeField(configuration));
  }
}
