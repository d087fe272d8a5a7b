package org.nnft.feynman;

/// What vertices and lines mean.
public enum Rules {
  /// Correlators from an action: vertices −g, lines K.
  ACTION,
  /// The action from correlators: vertices G_c⁽ʳ⁾, internal lines −Δ, external legs Δ (2307.03223).
  CORRELATORS
}
