/// The physics of nnft, a library: networks with random parameters as Euclidean field theories.
///
/// Start at [org.nnft.network] (which ensemble?) and [org.nnft.field] (what is a field at points?).
module org.nnft.core {
  requires jdk.incubator.vector;
  requires hipparchus.core;
  requires hipparchus.stat;
  requires hipparchus.optim;
  requires hipparchus.ode;
  requires static org.jspecify;

  exports org.nnft.math;
  exports org.nnft.random;
  exports org.nnft.statistics;
  exports org.nnft.markov;
  exports org.nnft.field;
  exports org.nnft.network;
  exports org.nnft.ensemble;
  exports org.nnft.kernel;
  exports org.nnft.neuron;
  exports org.nnft.feynman;
  exports org.nnft.eft;
  exports org.nnft.rg;
  exports org.nnft.lattice;
  exports org.nnft.generating;
  exports org.nnft.locality;
  exports org.nnft.axioms;
  exports org.nnft.simulation;
  exports org.nnft.symmetry;
  exports org.nnft.study;
  exports org.nnft.io;
  exports org.nnft.experiment;
}
