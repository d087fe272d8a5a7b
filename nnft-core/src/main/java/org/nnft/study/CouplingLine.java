package org.nnft.study;

import java.util.List;
import java.util.stream.Collectors;
import org.nnft.lattice.Phi4;

/// Actions along a line of couplings.
///
/// @param actions one for each coupling, all in the same dimension
/// @param couplings what the couplings are called in the file's convention; as many as actions
/// @param name the convention's name of the coupling
public record CouplingLine(List<Phi4> actions, List<Double> couplings, String name) {

  public CouplingLine {
    actions = List.copyOf(actions);
    couplings = List.copyOf(couplings);
    if (actions.isEmpty() || actions.size() != couplings.size()) {
      throw new IllegalArgumentException(
          "a line of couplings has at least one, and an action for each; got %s"
              .formatted(couplings));
    }
    int dimension = actions.getFirst().dimension();
    if (actions.stream().anyMatch(a -> a.dimension() != dimension)) {
      throw new IllegalArgumentException("all actions of a study have the same dimension");
    }
  }

  /// d.
  public int dimension() {
    return actions.getFirst().dimension();
  }

  /// Number of couplings.
  public int size() {
    return actions.size();
  }

  /// `λ = 4.3`, or `λ = 4.2, 4.3, 4.4`.
  String all() {
    return name + " = " + couplings.stream().map(Words::number).collect(Collectors.joining(", "));
  }

  /// `λ = 4.3`.
  String at(int k) {
    return name + " = " + Words.number(couplings.get(k));
  }
}
