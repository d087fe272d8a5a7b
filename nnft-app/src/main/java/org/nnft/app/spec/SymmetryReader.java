package org.nnft.app.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nnft.app.spec.YamlTree.Node;
import org.nnft.app.spec.YamlTree.Scalar;
import org.nnft.experiment.FieldSource;
import org.nnft.field.PointSet;
import org.nnft.network.NeuralField;
import org.nnft.study.Study;
import org.nnft.study.SymmetryStudy;
import org.nnft.study.SymmetryStudy.Asked;
import org.nnft.symmetry.GroupFamily;
import org.nnft.symmetry.SymmetryTest;

/// `symmetry`.
final class SymmetryReader implements StudyReader {
  /// `so`, `so fixing 2`, `scalings weight 1`.
  private static final Pattern GROUP =
      Pattern.compile("([a-z]+)(?: fixing (\\d{1,4}))?(?: weight (-?[\\d.]{1,9}))?");

  @Override
  public String key() {
    return "symmetry";
  }

  @Override
  public String usage() {
    return "symmetry: {outputs: [so, so fixing 2, permutations], inputs: [o, translations], orders: [1, 2, 3, 4], elements: 16, components: 12, controls: true, published: false}";
  }

  @Override
  public Optional<Study> read(Section s, Context context) {
    s.allow("outputs", "inputs", "orders", "elements", "components", "controls", "published");
    List<Asked> groups = new ArrayList<>(groups(s, "outputs", false, context));
    groups.addAll(groups(s, "inputs", true, context));
    SymmetryTest.Settings standard = SymmetryTest.Settings.STANDARD;
    List<Integer> orders = s.has("orders") ? s.wholes("orders", 1, 1, 6) : standard.orders();
    int elements = Math.toIntExact(s.whole("elements", standard.elements(), 1, 256));
    int components = Math.toIntExact(s.whole("components", standard.components(), 1, 24));
    boolean controls = s.flag("controls").orElse(true);
    boolean published = s.flag("published").orElse(false);
    return s.problems()
        .attempt(
            s.line(),
            s.path(),
            () ->
                new SymmetryStudy(
                    groups,
                    new SymmetryTest.Settings(orders, elements, components),
                    controls,
                    published));
  }

  private static List<Asked> groups(Section s, String key, boolean onInputs, Context context) {
    List<Asked> groups = new ArrayList<>();
    for (Node item : s.node(key).map(node -> s.items(node, s.pathOf(key))).orElse(List.of())) {
      s.problems()
          .attempt(item.line(), s.pathOf(key), () -> existing(group(item, onInputs), context))
          .ifPresent(groups::add);
    }
    return groups;
  }

  /// The group, if every network of the file has it.
  private static Asked existing(Asked asked, Context context) {
    if (context.field().orElse(null)
        instanceof FieldSource.Networks(List<NeuralField> scan, PointSet _)) {
      scan.forEach(asked::of);
    }
    return asked;
  }

  private static Asked group(Node item, boolean onInputs) {
    if (!(item instanceof Scalar(int _, String text))) {
      throw new IllegalArgumentException("must name a group, got " + item.kind());
    }
    Matcher match = GROUP.matcher(text);
    if (!match.matches()) {
      throw new IllegalArgumentException(
          "must be a group such as 'so', 'so fixing 2' or 'scalings weight 1', got '%s'"
              .formatted(text));
    }
    GroupFamily family = GroupFamily.ofKey(match.group(1));
    boolean matrices = GroupFamily.matrices().contains(family);
    if (!matrices && !onInputs) {
      throw new IllegalArgumentException(
          "%s act on inputs; name them under inputs".formatted(family.key()));
    }
    if (!matrices && match.group(2) != null || matrices && match.group(3) != null) {
      throw new IllegalArgumentException(
          "'fixing' belongs to groups of matrices and 'weight' to scalings, got '%s'"
              .formatted(text));
    }
    return new Asked(
        family,
        onInputs,
        match.group(2) == null ? 0 : Integer.parseInt(match.group(2)),
        match.group(3) == null ? 0 : Double.parseDouble(match.group(3)));
  }
}
