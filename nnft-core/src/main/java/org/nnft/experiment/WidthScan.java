package org.nnft.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nnft.network.NeuralField;

/// Members of a scan that differ in width alone.
///
/// @param name what else distinguishes them from the other members, such as `ρ = 0.3`; empty if nothing does
/// @param members two widths or more, in the order of the scan
public record WidthScan(String name, List<MemberResult> members) {

  public WidthScan {
    members = List.copyOf(members);
  }

  /// All of a scan, in the order in which they begin; none where no two members differ in width alone.
  public static List<WidthScan> of(List<MemberResult> members) {
    Map<NeuralField, List<MemberResult>> groups = new LinkedHashMap<>();
    for (MemberResult member : members) {
      member
          .field()
          .ifPresent(f -> groups.computeIfAbsent(f.width(1), _ -> new ArrayList<>()).add(member));
    }
    return groups.values().stream()
        .filter(group -> group.stream().mapToInt(WidthScan::width).distinct().count() > 1)
        .map(group -> new WidthScan(groups.size() == 1 ? "" : name(group), group))
        .toList();
  }

  private static int width(MemberResult member) {
    return member.field().orElseThrow().width();
  }

  private static String name(List<MemberResult> group) {
    NeuralField field = group.getFirst().field().orElseThrow();
    String setting = field.correlation().setting();
    String depth = field.depth() == 1 ? "" : "L = " + field.depth();
    return depth.isEmpty() || setting.isEmpty() ? depth + setting : depth + ", " + setting;
  }

  /// What correlators tend to for N → ∞, in words: the free theory, or an interacting one if neurons are not
  /// independent.
  public static String limitOf(List<MemberResult> members) {
    boolean free =
        members.stream().flatMap(m -> m.field().stream()).allMatch(NeuralField::isIndependent);
    return free ? "the free theory" : "the theory at infinite width";
  }
}
