package org.nnft.feynman;

/// A propagator of a diagram.
///
/// Ends are numbered: first the external legs 0…n−1, then the clusters of the vertices. `from` ≤ `to`.
///
/// @param from one end
/// @param to the other
/// @param field whose propagator it is
public record Line(int from, int to, String field) {

  /// The end of which this is not one.
  int other(int end) {
    return end == from ? to : from;
  }
}
