package org.nnft.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nnft.network.NeuralField;

/// The members of an experiment, in the order in which a figure shows them.
///
/// @param axis what its axis is
/// @param series members of known networks that differ in what the axis shows alone
public record Scan(Axis axis, List<Series> series) {

  public Scan {
    series = List.copyOf(series);
  }

  /// What members differ in along a line of a figure.
  public enum Axis {
    WIDTH("width N", true),
    DEPTH("hidden layers L", false);

    private final String label;
    private final boolean logarithmic;

    Axis(String label, boolean logarithmic) {
      this.label = label;
      this.logarithmic = logarithmic;
    }

    /// With its symbol.
    public String label() {
      return label;
    }

    public boolean isLogarithmic() {
      return logarithmic;
    }

    /// Where a network stands on it.
    public int of(NeuralField field) {
      return switch (this) {
        case WIDTH -> field.width();
        case DEPTH -> field.depth();
      };
    }

    /// What its members have in common: all but the position on the axis.
    private Object rest(NeuralField field) {
      return switch (this) {
        case WIDTH -> field.width(1);
        case DEPTH ->
            List.of(
                field.inputs(),
                field.hidden().getFirst(),
                field.readout(),
                field.correlation(),
                isUniform(field));
      };
    }

    /// Whether depth is a number and not a list of different layers.
    private static boolean isUniform(NeuralField field) {
      return field.hidden().stream().distinct().count() == 1;
    }
  }

  /// One line of a figure.
  ///
  /// @param label such as `L = 2` or `ρ = 0.3`, empty where there is no other series
  public record Series(String label, List<MemberResult> members) {
    public Series {
      members = List.copyOf(members);
    }

    /// The network of a member of it.
    public NeuralField first() {
      return field(members.getFirst());
    }
  }

  /// Along the depth if members differ in it and not in width, else along the width.
  public static Scan of(List<MemberResult> members) {
    List<MemberResult> known = members.stream().filter(m -> m.field().isPresent()).toList();
    Axis axis = differ(known, Axis.WIDTH) || !differ(known, Axis.DEPTH) ? Axis.WIDTH : Axis.DEPTH;
    return new Scan(axis, along(axis, known));
  }

  /// Series along an axis.
  static List<Series> along(Axis axis, List<MemberResult> members) {
    Map<Object, List<MemberResult>> groups = new LinkedHashMap<>();
    for (MemberResult member : members) {
      if (member.field().isPresent()) {
        groups.computeIfAbsent(axis.rest(field(member)), _ -> new ArrayList<>()).add(member);
      }
    }
    Axis other = axis == Axis.WIDTH ? Axis.DEPTH : Axis.WIDTH;
    boolean named = differ(members, other);
    return groups.values().stream()
        .map(group -> new Series(groups.size() == 1 ? "" : name(group, other, named), group))
        .toList();
  }

  /// Whether some line has two points.
  public boolean isDrawable() {
    return series.stream().anyMatch(s -> differ(s.members(), axis));
  }

  /// What correlators tend to for N → ∞, in words: the free theory, or an interacting one if neurons are not
  /// independent.
  public String limit() {
    return series.stream().allMatch(s -> s.first().isIndependent())
        ? "the free theory"
        : "the theory at infinite width";
  }

  private static String name(List<MemberResult> group, Axis other, boolean named) {
    NeuralField field = field(group.getFirst());
    String setting = field.correlation().setting();
    String symbol = named ? symbol(other, field) : "";
    return symbol.isEmpty() || setting.isEmpty() ? symbol + setting : symbol + ", " + setting;
  }

  private static boolean differ(List<MemberResult> members, Axis axis) {
    return members.stream().flatMap(m -> m.field().stream()).mapToInt(axis::of).distinct().count()
        > 1;
  }

  private static String symbol(Axis axis, NeuralField field) {
    return "%s = %d".formatted(axis == Axis.WIDTH ? "N" : "L", axis.of(field));
  }

  private static NeuralField field(MemberResult member) {
    return member.field().orElseThrow();
  }
}
