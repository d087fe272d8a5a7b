package org.nnft.app.spec;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.nnft.study.ActionStudy;
import org.nnft.study.Study;

/// `action`.
final class EdgeworthActionReader implements StudyReader {
  @Override
  public String key() {
    return "action";
  }

  @Override
  public String usage() {
    return "action: {points: [1, 2], order: 2, whiteNoise: 0.01, trajectories: 20000, digits: 4}";
  }

  @Override
  public Optional<Study> read(Section s, Context context) {
    s.allow("points", "order", "whiteNoise", "trajectories", "digits");
    int available = context.points().map(p -> p.size()).orElse(1);
    List<Integer> points =
        s.has("points")
            ? s.wholes("points", 1, 1, available)
            : IntStream.rangeClosed(1, available).boxed().toList();
    int order = Math.toIntExact(s.whole("order", 2, 1, 3));
    OptionalDouble noise =
        s.has("whiteNoise")
            ? OptionalDouble.of(s.positive("whiteNoise", 0.01))
            : OptionalDouble.empty();
    if (noise.isPresent() && noise.getAsDouble() >= 1) {
      s.problems()
          .add(
              s.lineOf("whiteNoise"),
              s.pathOf("whiteNoise"),
              "is a share of the largest eigenvalue and must be below 1, got "
                  + noise.getAsDouble());
      return Optional.empty();
    }
    int trajectories = Math.toIntExact(s.whole("trajectories", 0, 0, 100_000_000));
    int digits = Math.toIntExact(s.whole("digits", 4, 1, 17));
    return s.problems()
        .attempt(
            s.line(), s.path(), () -> new ActionStudy(points, order, noise, trajectories, digits));
  }
}
