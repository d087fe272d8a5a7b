package org.nnft.app.spec;

import java.util.List;
import java.util.Optional;
import org.nnft.study.Study;

/// `correlators`.
final class CorrelatorsReader implements StudyReader {
  @Override
  public String key() {
    return "correlators";
  }

  @Override
  public String usage() {
    return "correlators: {orders: [2, 4, 6], connected: true}";
  }

  @Override
  public Optional<Study> read(Section s, Context context) {
    s.allow("orders", "connected");
    List<Integer> orders = s.has("orders") ? s.wholes("orders", 2, 1, 8) : List.of(2, 4);
    boolean connected = s.flag("connected").orElse(true);
    return s.problems()
        .attempt(
            s.lineOf("orders"), s.pathOf("orders"), () -> new Study.Correlators(orders, connected));
  }
}
