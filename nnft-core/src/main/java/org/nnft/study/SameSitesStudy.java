package org.nnft.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import org.nnft.lattice.Lattice;
import org.nnft.statistics.Estimate;

/// Networks and the lattice field on the same sites: propagator, four-point function and Binder cumulant side by side,
/// and what either costs as the coupling and the volume grow.
///
/// The networks live on the torus of the lattice ([org.nnft.simulation.TorusNetwork]). With the lattice's dispersion they
/// are lattice φ⁴ for N → ∞; with the continuum's, what differs is the effect of the cutoff alone.
///
/// @param line the couplings
/// @param sizes L of cubic lattices
/// @param widths N, ascending
/// @param clusters whether signs of clusters of the lattice field are redrawn after each trajectory
public record SameSitesStudy(
    CouplingLine line, List<Integer> sizes, List<Integer> widths, boolean clusters)
    implements Study.Investigation {

  /// Pulls up to here agree: at 40 pulls beyond with probability 3·10⁻⁴.
  private static final double LARGEST_PULL = 4.5;

  public SameSitesStudy {
    sizes = List.copyOf(sizes);
    widths = widths.stream().sorted().distinct().toList();
    if (sizes.isEmpty() || widths.isEmpty() || widths.getFirst() < 1) {
      throw new IllegalArgumentException(
          "a study on the same sites needs at least one size and one width ≥ 1, got %s and %s"
              .formatted(sizes, widths));
    }
    for (int size : sizes) {
      Lattice.cubic(line.dimension(), size);
      if (size < 4) {
        throw new IllegalArgumentException(
            "a mass needs at least 4 sites along an axis, got " + size);
      }
    }
  }

  @Override
  public String key() {
    return "same-sites";
  }

  @Override
  public Findings findings(Subject subject, Workbench workbench) {
    SameSitesRuns runs = new SameSitesRuns(line, widths, clusters, subject.sampling(), workbench);
    List<SameSitesPoint> points = new ArrayList<>();
    for (int size : sizes) {
      for (int k = 0; k < line.size(); k++) {
        points.add(runs.point(size, k));
      }
    }
    SameSitesExhibits exhibits = new SameSitesExhibits(points, line.name());
    Findings.Draft draft =
        Findings.draft("Networks and the lattice field on the same sites, d = " + line.dimension())
            .cite("demirtas2023", "zhang2026", "duane1987", "wolff2004")
            .show(
                new Exhibit.Formula(
                    "\\varphi(x) = \\sqrt{\\tfrac{2G(0)}{N}} \\sum_j \\cos(p_j\\cdot x + c_j), \\qquad P(p, c) \\propto \\prod_j \\frac{1}{M^2 + \\hat p_j^2}\\; \\exp\\Big(-\\sum_x \\big[\\tfrac12 (m_0^2 - M^2)\\varphi_x^2 + \\tfrac{\\lambda}{4!}\\varphi_x^4\\big]\\Big)"));
    List<WidthLimits> limits = agreement(points, draft);
    equilibrium(points, draft);
    efficiency(points, draft);
    draft.show(exhibits.sideBySide());
    if (!limits.isEmpty()) {
      draft.cite("sen2025").show(WidthLimits.table(limits, "lattice field"));
    }
    draft.show(exhibits.cutoffEffects()).show(exhibits.costs());
    draft.show(exhibits.correlator()).show(exhibits.costFigure());
    exhibits.volumeFigure().ifPresent(draft::show);
    draft.show(exhibits.shareFigure());
    exhibits.keep(draft);
    return draft.done();
  }

  /// N → ∞ of the networks is the lattice field, where N is large enough for an expansion in 1/N.
  private List<WidthLimits> agreement(List<SameSitesPoint> points, Findings.Draft draft) {
    if (widths.size() < 3) {
      draft.say(
          "With fewer than 3 widths there is no limit N → ∞ to hold against the lattice field; give more to widths.");
      return List.of();
    }
    double worst = 0;
    int pulls = 0;
    Set<String> early = new LinkedHashSet<>();
    List<WidthLimits> limits = new ArrayList<>();
    for (SameSitesPoint point : points) {
      for (Quantity quantity : QUANTITIES) {
        Estimate known = quantity.of().apply(point.lattice());
        WidthLimits limit =
            WidthLimits.of(
                "%s: %s".formatted(point.name(), quantity.name()),
                widths.stream().mapToDouble(n -> n).toArray(),
                point.chains().stream().map(quantity.of()).toList(),
                Optional.of(known));
        limits.add(limit);
        if (limit.isDescribed(quantity.of().apply(point.chains().getFirst()))) {
          worst = Math.max(worst, Math.abs(limit.pullOfHighest()));
          pulls++;
        } else if (quantity.isLocal()) {
          early.add(point.name());
        }
      }
    }
    if (pulls > 0) {
      boolean agrees = worst < LARGEST_PULL;
      draft
          .compared(agrees)
          .say(
              String.format(
                  Locale.ROOT,
                  "%s for N → ∞: of %d extrapolations in 1/N the farthest lies %.1f errors off the lattice field (%.1f would be too much).",
                  agrees
                      ? "Networks become the lattice field"
                      : "Networks do not become the lattice field",
                  pulls,
                  worst,
                  LARGEST_PULL));
    }
    if (!early.isEmpty()) {
      draft.say(
          "Networks from N = %d on are too narrow for an expansion of ⟨φ²⟩ or the four-point function in 1/N at %s."
              .formatted(widths.getFirst(), String.join("; ", early)));
    }
    zeroMode(points, draft);
    return limits;
  }

  /// Which N the volume asks for.
  private static void zeroMode(List<SameSitesPoint> points, Findings.Draft draft) {
    SameSitesPoint point =
        points.stream()
            .min(Comparator.comparingDouble(p -> p.network().zeroModeShare()))
            .orElseThrow();
    double share = point.network().zeroModeShare();
    draft.say(
        String.format(
            Locale.ROOT,
            "The zero mode Σφ is carried by N/(V G(0)M²) neurons, %.2g of N = %d at %s, where the Binder cumulant of the free networks is %.3f, of a Gaussian field 0; it falls below 0.01 from N = %.0f on.",
            share * point.network().width(),
            point.network().width(),
            point.name(),
            point.network().freeBinder(),
            Math.ceil((1 / (2 * share) - 1) / 0.01)));
  }

  /// @param isLocal whether it is measured at neighbouring points, so that it does not ask for the zero mode
  private record Quantity(String name, boolean isLocal, Function<SiteEnsemble, Estimate> of) {}

  private static final List<Quantity> QUANTITIES =
      List.of(
          new Quantity("⟨φ²⟩", true, SiteEnsemble::square),
          new Quantity("⟨φφφ′φ′⟩_c", true, SiteEnsemble::fourPoint),
          new Quantity("χ", false, SiteEnsemble::susceptibility),
          new Quantity("Binder", false, SiteEnsemble::binder));

  /// Of trajectories and of the widest networks: where single neurons weigh much, e^(−ΔS) has heavy tails.
  private static void equilibrium(List<SameSitesPoint> points, Findings.Draft draft) {
    double worst = 0;
    List<String> doubtful = new ArrayList<>();
    for (SameSitesPoint point : points) {
      for (SiteEnsemble e : point.all()) {
        double pull = Math.abs(e.energyWeight().pull(1));
        if (e.width() == 0 || e.width() == point.widest().width()) {
          worst = Math.max(worst, pull);
        }
        if (!e.trusted() || pull > LARGEST_PULL) {
          doubtful.add(
              e.width() == 0 ? point.name() : "%s, N = %d".formatted(point.name(), e.width()));
        }
      }
    }
    boolean holds = worst < LARGEST_PULL;
    draft
        .compared(holds)
        .say(
            String.format(
                Locale.ROOT,
                "⟨e^(−ΔH)⟩ = 1 of trajectories and ⟨e^(−ΔS)⟩ = 1 of redrawn neurons of the widest networks %s: the farthest is %.1f errors off.",
                holds ? "hold" : "do not hold",
                worst));
    if (!doubtful.isEmpty()) {
      draft.warn(
          "Chains have not come to rest, tell different things, are shorter than 50 autocorrelation times, or rarely take a redraw that matters: %s. Raise sampling.networks, or the widths."
              .formatted(String.join("; ", doubtful)));
    }
  }

  /// Where the network stops being efficient.
  private static void efficiency(List<SameSitesPoint> points, Findings.Draft draft) {
    SameSitesPoint first = points.getFirst();
    SameSitesPoint last = points.getLast();
    for (SameSitesPoint point : points.size() == 1 ? List.of(first) : List.of(first, last)) {
      OptionalDouble lattice = point.lattice().costOfMass();
      OptionalDouble network = point.widest().costOfMass();
      if (lattice.isPresent() && network.isPresent()) {
        draft.say(
            String.format(
                Locale.ROOT,
                "%s: 1 %% on the mass takes networks of N = %d %.2g evaluations at single sites, hybrid Monte Carlo %.2g; free draws keep %.3g %% of effective samples.",
                point.name(),
                point.widest().width(),
                network.getAsDouble(),
                lattice.getAsDouble(),
                100 * point.effectiveShare()));
      }
    }
    List<String> collapsed =
        points.stream().filter(p -> p.weighted().isEmpty()).map(SameSitesPoint::name).toList();
    if (!collapsed.isEmpty()) {
      draft.say(
          "Reweighting has collapsed below 1 %% of effective samples at %s."
              .formatted(String.join("; ", collapsed)));
    }
  }
}
