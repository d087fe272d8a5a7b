package org.nnft.app.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.nnft.feynman.Diagram;
import org.nnft.feynman.DiagramSum;
import org.nnft.feynman.DiagramValues;
import org.nnft.feynman.Rules;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A sum of diagrams as `diagrams.json`: weights as exact fractions, values with their quadrature errors.
final class DiagramsJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private DiagramsJson() {}

  static String of(DiagramSum sum, Optional<DiagramValues> values, String title, String question) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("title", title).put("question", question);
    root.put("rules", sum.rules().key());
    root.put("order", sum.order());
    ResultJson.strings(root.putArray("legs"), sum.legs());
    ResultJson.strings(
        root.putArray("selections"),
        sum.selections().stream()
            .map(s -> s.name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .sorted()
            .toList());
    root.put("equation", sum.latex());
    ArrayNode diagrams = root.putArray("diagrams");
    for (int d = 0; d < sum.size(); d++) {
      ObjectNode node = diagrams.addObject();
      put(node, sum, sum.diagrams().get(d));
      int number = d;
      values.ifPresent(v -> ResultJson.estimate(node.putObject("value"), v.at(number)));
    }
    values.ifPresent(
        v -> {
          ArrayNode sums = root.putArray("sums");
          v.byOrder()
              .forEach(
                  (half, total) -> {
                    ObjectNode node = sums.addObject().put("toOrder", half / 2.0);
                    ResultJson.estimate(node, total);
                  });
        });
    return MAPPER.writeValueAsString(root) + "\n";
  }

  private static void put(ObjectNode node, DiagramSum sum, Diagram diagram) {
    node.put("total", diagram.total().toString().replace(" ", ""));
    node.put("weight", diagram.weight().toString().replace(" ", ""));
    node.put("labellings", diagram.labellings());
    node.put("symmetryFactor", diagram.symmetryFactor());
    node.put("contractions", diagram.contractions().toString());
    node.put("loops", diagram.loops());
    node.put("order", diagram.halfOrders() / 2.0);
    if (diagram.rules() == Rules.FINITE_WIDTH) {
      node.put("widthOrder", diagram.widthOrder());
    }
    List<String> vertices = diagram.vertices().stream().map(Object::toString).toList();
    ResultJson.strings(node.putArray("vertices"), vertices);
    node.put("latex", sum.latex(diagram));
  }
}
