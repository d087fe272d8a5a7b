package org.nnft.feynman;

import java.util.List;
import org.nnft.feynman.DiagramParts.Part;

/// One factor of a diagram with its external legs.
///
/// @param part points and the lines between them
/// @param legs external points that each point of the part is joined to
record Integrand(Part part, List<List<Leg>> legs) {

  /// A line to an external point.
  record Leg(String field, int point) {}

  Integrand {
    legs = legs.stream().map(List::copyOf).toList();
  }
}
