package org.nnft.app.spec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.nnft.app.spec.YamlTree.Node;
import org.nnft.app.spec.YamlTree.Scalar;
import org.nnft.study.Study;
import org.nnft.study.WardIdentityStudy;
import org.nnft.study.WardIdentityStudy.Flow;
import org.nnft.study.WardIdentityStudy.Kind;

/// `ward-identity`.
final class WardIdentityReader implements StudyReader {
  private static final List<String> FLOWS = Arrays.stream(Kind.values()).map(Kind::key).toList();

  @Override
  public String key() {
    return "ward-identity";
  }

  @Override
  public String usage() {
    return "ward-identity: {flows: [%s], orders: [2, 4], observables: 6}"
        .formatted(String.join(", ", FLOWS));
  }

  @Override
  public Optional<Study> read(Section s, Context context) {
    s.allow("flows", "orders", "observables");
    List<Flow> flows = new ArrayList<>();
    for (Node item : s.node("flows").map(n -> s.items(n, s.pathOf("flows"))).orElse(List.of())) {
      String text = item instanceof Scalar(int _, String name) ? name : item.kind();
      Optional<Kind> kind =
          Arrays.stream(Kind.values()).filter(k -> k.key().equals(text)).findFirst();
      kind.ifPresentOrElse(
          k -> flows.add(new Flow(k)),
          () -> s.problems().unknown(item.line(), s.pathOf("flows"), "value", text, FLOWS));
    }
    if (!s.has("flows")) {
      flows.add(new Flow(Kind.READOUT_SCALING));
    }
    List<Integer> orders = s.has("orders") ? s.wholes("orders", 2, 1, 6) : List.of(2, 4);
    int observables = Math.toIntExact(s.whole("observables", 6, 1, 24));
    return flows.isEmpty()
        ? Optional.empty()
        : s.problems()
            .attempt(s.line(), s.path(), () -> new WardIdentityStudy(flows, orders, observables));
  }
}
