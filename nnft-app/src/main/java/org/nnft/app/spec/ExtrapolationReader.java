package org.nnft.app.spec;

import java.util.Optional;
import org.nnft.study.ExtrapolationStudy;
import org.nnft.study.Study;

/// `extrapolation`.
final class ExtrapolationReader implements StudyReader {
  @Override
  public String key() {
    return "extrapolation";
  }

  @Override
  public String usage() {
    return "extrapolation: {order: 4}";
  }

  @Override
  public Optional<Study> read(Section s, Context context) {
    s.allow("order");
    int order = (int) s.whole("order", 4, 2, 8);
    return Optional.of(new ExtrapolationStudy(order));
  }
}
