package org.nnft.feynman;

import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hipparchus.fraction.BigFraction;

/// A correlator or a kernel of the action as a sum of diagrams.
///
/// @param rules what vertices and lines mean
/// @param vertices all that may occur
/// @param fields all fields
/// @param legs field of each external leg
/// @param order to which order
/// @param selections what all of them have in common
/// @param diagrams each once
public record DiagramSum(
    Rules rules,
    List<Vertex> vertices,
    List<String> fields,
    List<String> legs,
    int order,
    Set<Selection> selections,
    List<Diagram> diagrams)
    implements Iterable<Diagram> {

  public DiagramSum {
    vertices = List.copyOf(vertices);
    fields = List.copyOf(fields);
    legs = List.copyOf(legs);
    selections = Set.copyOf(selections);
    diagrams = List.copyOf(diagrams);
  }

  @Override
  public Iterator<Diagram> iterator() {
    return diagrams.iterator();
  }

  /// The diagrams in order.
  public Stream<Diagram> stream() {
    return diagrams.stream();
  }

  /// Number of diagrams.
  public int size() {
    return diagrams.size();
  }

  /// Sum of all totals at an order with every propagator and every coupling set to 1: the series of the 0-dimensional theory.
  public BigFraction coefficient(int halfOrders) {
    return stream()
        .filter(d -> d.halfOrders() == halfOrders)
        .map(Diagram::total)
        .reduce(BigFraction.ZERO, BigFraction::add);
  }

  /// The equation with one line for each diagram, in Unicode.
  public String text() {
    return Formula.text(this);
  }

  /// The equation in LaTeX, an `aligned` environment for display mode.
  public String latex() {
    return Formula.latex(this);
  }

  /// One term of the equation in LaTeX.
  public String latex(Diagram diagram) {
    return Formula.latex(diagram, isAmputated());
  }

  /// Number and couplings of one term in LaTeX, without the integral.
  public String number(Diagram diagram) {
    return Formula.number(diagram);
  }

  /// How the number of one term comes about: `6 labellings × 12, S = 2`.
  public String caption(Diagram diagram) {
    return Caption.labellings(diagram);
  }

  private boolean isAmputated() {
    return selections.contains(Selection.AMPUTATED);
  }
}
