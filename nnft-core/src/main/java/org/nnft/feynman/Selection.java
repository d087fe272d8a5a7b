package org.nnft.feynman;

/// A property that diagrams may be asked to have.
public enum Selection {
  /// In one piece: what connected correlators consist of.
  CONNECTED,
  /// In one piece after any single internal line is cut; external lines do not count.
  ONE_PARTICLE_IRREDUCIBLE,
  /// Without corrections on external legs, whose propagators are left out of the formula.
  AMPUTATED,
  /// Without loops.
  TREE,
  /// Without a line that returns to its own point, and without parts that hang on one line and have no external leg.
  TADPOLE_FREE;

  /// Whether a diagram has it.
  public boolean accepts(Diagram diagram) {
    Topology topology = diagram.topology();
    return switch (this) {
      case CONNECTED -> topology.isConnected();
      case ONE_PARTICLE_IRREDUCIBLE -> topology.isOneParticleIrreducible();
      case AMPUTATED -> topology.isAmputated();
      case TREE -> topology.loops() == 0;
      case TADPOLE_FREE -> topology.isTadpoleFree();
    };
  }
}
