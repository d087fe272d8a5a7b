package org.nnft.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.nnft.lattice.Lattice;

/// Lattice φ⁴ by hybrid Monte Carlo along couplings and sizes, beside exact values where a transfer matrix gives
/// them: is the control of a network right, and where does the theory become critical?
///
/// @param line the couplings
/// @param sizes L of cubic lattices
/// @param clusters whether signs of clusters are redrawn after each trajectory
public record LatticeStudy(CouplingLine line, List<Integer> sizes, boolean clusters)
    implements Study.Investigation {

  /// Pulls up to here agree: at 40 pulls beyond with probability 3·10⁻⁴.
  private static final double LARGEST_PULL = 4.5;

  public LatticeStudy {
    sizes = List.copyOf(sizes);
    if (sizes.isEmpty()) {
      throw new IllegalArgumentException("a lattice study needs at least one size");
    }
    sizes.forEach(size -> Lattice.cubic(line.dimension(), size));
  }

  @Override
  public String key() {
    return "lattice";
  }

  @Override
  public Findings findings(Subject subject, Workbench workbench) {
    LatticeRuns runs = new LatticeRuns(line, clusters, subject.sampling(), workbench);
    List<LatticePoint> points = new ArrayList<>();
    for (int size : sizes) {
      for (int k = 0; k < line.size(); k++) {
        points.add(runs.point(size, k));
      }
    }
    LatticeTables tables = new LatticeTables(points);
    LatticeFigures figures = new LatticeFigures(points, line.name());
    Findings.Draft draft =
        Findings.draft(title())
            .cite("duane1987", "wolff2004", "omelyan2003")
            .show(
                new Exhibit.Formula(
                    "S = \\sum_x \\Big[ \\tfrac12 \\sum_\\mu (\\varphi_{x+\\mu} - \\varphi_x)^2 + \\tfrac12 m_0^2 \\varphi_x^2 + \\tfrac{\\lambda}{4!} \\varphi_x^4 \\Big]"));
    if (clusters) {
      draft.cite("brower1989", "swendsen1987");
    }
    judge(draft, points);
    draft.show(tables.observables());
    tables.exact().ifPresent(draft::show);
    if (line.size() > 1 && sizes.size() > 1) {
      draft.show(figures.binder());
      BinderCrossing.of(points, line.name()).sentences().forEach(draft::say);
    }
    if (points.stream().anyMatch(LatticePoint::hasMass)) {
      draft.show(figures.effectiveMass()).show(figures.spectrum());
    }
    draft.show(figures.autocorrelation()).show(tables.algorithm());
    tables.keep(draft);
    return draft.done();
  }

  /// Several studies of one file differ in what follows the comma.
  private String title() {
    return "φ⁴ on lattices, d = %d, L = %s, %s"
        .formatted(
            line.dimension(),
            sizes.stream().map(String::valueOf).collect(Collectors.joining(", ")),
            line.all());
  }

  private void judge(Findings.Draft draft, List<LatticePoint> points) {
    double worstEnergy = 0;
    double worst = 0;
    int pulls = 0;
    for (LatticePoint point : points) {
      worstEnergy = Math.max(worstEnergy, Math.abs(point.measured().energyWeight().mean().pull(1)));
      if (!point.measured().susceptibility().isLongEnough()) {
        draft.warn(
            "%s: the chains are shorter than 50 autocorrelation times of χ; raise sampling.networks."
                .formatted(point.name()));
      }
      for (LatticePoint.Compared compared : point.compared()) {
        worst = Math.max(worst, Math.abs(compared.pull()));
        pulls++;
      }
    }
    boolean energyHolds = worstEnergy < LARGEST_PULL;
    draft.compared(energyHolds && worst < LARGEST_PULL);
    if (pulls > 0) {
      draft.say(
          String.format(
              Locale.ROOT,
              "%s with the transfer matrix: of %d observables the farthest lies %.1f errors off (%.1f would be too much).",
              worst < LARGEST_PULL ? "The simulation agrees" : "The simulation disagrees",
              pulls,
              worst,
              LARGEST_PULL));
    }
    draft.say(
        String.format(
            Locale.ROOT,
            "⟨e^(−ΔH)⟩ = 1 %s: the farthest of %d is %.1f errors off.",
            energyHolds ? "holds" : "does not hold",
            points.size(),
            worstEnergy));
  }
}
