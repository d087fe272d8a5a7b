package org.nnft.study;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.nnft.lattice.Lattice;
import org.nnft.lattice.LatticeFunction;
import org.nnft.lattice.LatticeMeasurement;
import org.nnft.lattice.LatticeObservable;
import org.nnft.simulation.TorusReweighting;
import org.nnft.statistics.Estimate;
import org.nnft.statistics.GammaMethod;

/// What one method says of the field on the sites of a lattice.
///
/// @param method its name
/// @param width N of networks, 0 for the lattice field
/// @param square ⟨φ²⟩
/// @param susceptibility χ
/// @param binder 1 − ⟨M⁴⟩/3⟨M²⟩²
/// @param fourPoint ⟨φφφ′φ′⟩_c of neighbours
/// @param mass mean of the effective masses in a window that all methods share; NaN where noise leaves none
/// @param slices C(t), t = 0 … ⌊L/2⌋
/// @param evaluations of the field or its force at single sites, of one neuron or of the whole
/// @param effectiveShare independent samples of φ² over samples
/// @param energyWeight ⟨e^(−ΔH)⟩ of trajectories, ⟨e^(−ΔS)⟩ of redraws; 1 ± 0 for weighted draws
/// @param trusted whether chains came to rest and tell the same
record SiteEnsemble(
    String method,
    int width,
    Estimate square,
    Estimate susceptibility,
    Estimate binder,
    Estimate fourPoint,
    Estimate mass,
    List<Estimate> slices,
    double evaluations,
    double effectiveShare,
    Estimate energyWeight,
    boolean trusted) {
  private static final double WANTED = 0.01;

  SiteEnsemble {
    slices = List.copyOf(slices);
  }

  /// The times of the effective masses whose mean is the mass.
  record Window(int first, int last) {}

  static SiteEnsemble of(
      String method,
      int width,
      LatticeMeasurement m,
      Window window,
      double evaluations,
      boolean trusted) {
    return new SiteEnsemble(
        method,
        width,
        m.square().mean(),
        m.susceptibility().mean(),
        m.binder().mean(),
        m.connectedFourPoint().mean(),
        m.mass(window.first(), window.last())
            .map(GammaMethod::mean)
            .orElse(new Estimate(Double.NaN, Double.NaN)),
        m.sliceCorrelator().stream().map(GammaMethod::mean).toList(),
        evaluations,
        1 / (2 * m.square().time().integrated().value()),
        m.energyWeight().mean(),
        trusted);
  }

  static SiteEnsemble of(
      String method, TorusReweighting draws, double[][] blocks, Window window, Lattice lattice) {
    return new SiteEnsemble(
        method,
        draws.network().width(),
        draws.derived(blocks, observable(LatticeObservable.SQUARE)),
        draws.derived(blocks, LatticeFunction.susceptibility(lattice)),
        draws.derived(blocks, LatticeFunction.binder()),
        draws.derived(blocks, LatticeFunction.connectedFourPoint()),
        draws.derived(blocks, LatticeFunction.mass(window.first(), window.last())),
        IntStream.rangeClosed(0, lattice.time() / 2)
            .mapToObj(t -> draws.derived(blocks, observable(LatticeObservable.SLICES + t)))
            .toList(),
        draws.evaluations(),
        draws.effectiveShare(blocks),
        new Estimate(1, 0),
        true);
  }

  private static ToDoubleFunction<double[]> observable(int number) {
    return a -> a[number];
  }

  /// `networks, chains, N = 64`.
  String name() {
    return width == 0 ? method : method + ", N = " + width;
  }

  /// Evaluations after which the mass has a relative error of 1 %.
  OptionalDouble costOfMass() {
    double cost = evaluations * Math.pow(mass.error() / (WANTED * mass.value()), 2);
    return Double.isFinite(cost) ? OptionalDouble.of(cost) : OptionalDouble.empty();
  }
}
