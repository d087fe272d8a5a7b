package org.nnft.app.spec;

import java.util.List;
import java.util.Optional;
import org.nnft.study.NeuronDecompositionStudy;
import org.nnft.study.Study;

/// `neuron-decomposition`.
final class NeuronDecompositionReader implements StudyReader {
  @Override
  public String key() {
    return "neuron-decomposition";
  }

  @Override
  public String usage() {
    return "neuron-decomposition: {orders: [4, 6]}";
  }

  @Override
  public Optional<Study> read(Section s, Context context) {
    s.allow("orders");
    List<Integer> orders = s.has("orders") ? s.wholes("orders", 4, 2, 8) : List.of(4);
    return s.problems()
        .attempt(
            s.lineOf("orders"), s.pathOf("orders"), () -> new NeuronDecompositionStudy(orders));
  }
}
