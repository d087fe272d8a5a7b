package org.nnft.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.nnft.ensemble.Deformation;
import org.nnft.ensemble.Reweighting;
import org.nnft.field.PointSet;
import org.nnft.markov.ThermodynamicIntegration;
import org.nnft.network.NeuralField;
import org.nnft.statistics.Estimate;
import org.nnft.study.Table.Cell;

/// ln(Z_V/Z₀) of a deformed ensemble relative to its parent, by weights of free draws and by thermodynamic
/// integration along Markov chains: two ways that share nothing but the parent.
public record PartitionFunctionStudy(DeformedSampling sampling) implements Study.Investigation {

  /// Both ways differ by more in 6 of 10⁵ right runs if errors are normal; of 200 seeds of the Cos-net at N = 3 none
  /// did (docs/measurements/verdicts.md).
  private static final double LARGEST_PULL = 4;

  @Override
  public String key() {
    return "partition-function";
  }

  /// What one ensemble gave.
  private record Entry(
      String label,
      Reweighting weights,
      List<DeformedSampling.Chains> nodes,
      ThermodynamicIntegration integration) {

    Optional<Estimate> reweighted() {
      return weights.isCollapsed() ? Optional.empty() : Optional.of(weights.logPartitionFunction());
    }

    double pull() {
      Estimate integrated = integration.logRatio();
      return reweighted()
          .map(w -> (w.value() - integrated.value()) / Math.hypot(w.error(), integrated.error()))
          .orElse(Double.NaN);
    }
  }

  @Override
  public Findings findings(Subject subject, Workbench workbench) {
    PointSet points = subject.requirePoints(key());
    Findings.Draft draft =
        Findings.draft("The partition function of the deformed ensemble")
            .cite("demirtas2023", "kirkwood1935", sampling.citation())
            .show(
                new Exhibit.Formula(
                    "\\ln\\frac{Z_V}{Z_0} = \\ln\\,\\langle e^{-V} \\rangle_0 = -\\int_0^1 \\langle V \\rangle_t\\, dt,\\qquad P_t \\propto P_0\\, e^{-tV}"));
    double[] t = new double[ThermodynamicIntegration.NODES];
    Arrays.setAll(t, ThermodynamicIntegration::node);
    List<Entry> entries = new ArrayList<>();
    for (StudiedEnsemble ensemble : DeformedSampling.ensembles(subject, key())) {
      NeuralField field = subject.requireField(ensemble, key());
      Deformation deformation = Deformation.of(field, points, 2, subject.sampling().seed());
      String job = "member-" + (entries.size() + 1);
      String label = ensemble.label();
      Reweighting weights = DeformedSampling.weights(deformation, job, label, subject, workbench);
      List<DeformedSampling.Chains> nodes =
          sampling.chains(deformation, job + "-chains", label, workbench, t);
      List<Estimate> potential = nodes.stream().map(node -> node.settled().mean(0).mean()).toList();
      entries.add(new Entry(label, weights, nodes, ThermodynamicIntegration.of(potential)));
    }
    entries.forEach(e -> verdict(e, draft));
    draft.show(table(entries));
    draft.show(
        new Table(
            "How well it went: " + DeformedSampling.QUALITY,
            DeformedSampling.QUALITY_COLUMNS,
            entries.stream()
                .map(e -> DeformedSampling.quality(e.label(), e.weights(), e.nodes()))
                .toList(),
            false));
    draft.show(chart(entries, t));
    keep(entries, draft);
    return draft.done();
  }

  private static void verdict(Entry e, Findings.Draft draft) {
    DeformedSampling.warn(draft, e.label(), e.weights(), e.nodes());
    Estimate integrated = e.integration().logRatio();
    if (!e.integration().isResolved()) {
      draft.warn(
          "%s: ⟨V⟩ falls too steeply for the nodes of the integration, whose two rules differ by %.2g; switch a weaker V on, or trust the weights."
              .formatted(e.label(), e.integration().quadratureError()));
    }
    if (e.reweighted().isEmpty() || !e.integration().isResolved()) {
      draft.say(
          "%s: ln(Z_V/Z₀) = %s by %s alone; more free draws or a weaker V would let two ways be compared."
              .formatted(
                  e.label(),
                  e.integration().isResolved()
                      ? integrated
                      : e.reweighted().map(Estimate::toString).orElse("unknown"),
                  e.integration().isResolved() ? "thermodynamic integration" : "weights"));
      return;
    }
    boolean agrees = Math.abs(e.pull()) < LARGEST_PULL;
    draft.compared(agrees);
    draft.say(
        String.format(
            Locale.ROOT,
            "%s: ln(Z_V/Z₀) = %s by reweighting and %s by thermodynamic integration, which %s (pull %.1f, allowed %.0f; a difference above %.2g would have been seen).",
            e.label(),
            e.reweighted().orElseThrow(),
            integrated,
            agrees ? "agree" : "DISAGREE",
            e.pull(),
            LARGEST_PULL,
            LARGEST_PULL * Math.hypot(e.reweighted().orElseThrow().error(), integrated.error())));
  }

  private static Table table(List<Entry> entries) {
    List<List<Cell>> rows = new ArrayList<>();
    for (Entry e : entries) {
      rows.add(
          Table.row(
              Cell.of(e.label()),
              e.reweighted().map(Cell::of).orElse(Cell.of("collapsed")),
              Cell.of(e.integration().logRatio()),
              e.reweighted().isPresent() ? Cell.rough(e.pull()) : Cell.of(""),
              Cell.of(e.weights().parentPotential()),
              Cell.rough(e.integration().quadratureError())));
    }
    return new Table(
        "ln(Z_V/Z₀) by two ways; −⟨V⟩₀ is its first order; the last column is how far the 7- and 15-point rules differ, noise included.",
        List.of("ensemble", "by weights", "by integration", "pull", "⟨V⟩₀", "rules differ by"),
        rows,
        true);
  }

  private static Figure.Chart chart(List<Entry> entries, double[] t) {
    List<Figure.Series> curves = new ArrayList<>();
    for (Entry entry : entries) {
      List<Estimate> v = entry.integration().potential();
      curves.add(
          Figure.Series.of(
              entry.label(),
              t,
              v.stream().mapToDouble(Estimate::value).toArray(),
              v.stream().mapToDouble(Estimate::error).toArray(),
              Figure.Style.POINTS,
              curves.size()));
    }
    return new Figure.Chart(
        "potential",
        "⟨V⟩ while the potential is switched on; minus the area below is ln(Z_V/Z₀). It falls, since its slope is −Var V.",
        Figure.Axis.linear("t"),
        Figure.Axis.linear("⟨V⟩ in P₀ e^(−tV)"),
        curves);
  }

  private static void keep(List<Entry> entries, Findings.Draft draft) {
    double[] values = new double[4 * entries.size()];
    for (int e = 0; e < entries.size(); e++) {
      Estimate weighted = entries.get(e).weights().logPartitionFunction();
      Estimate integrated = entries.get(e).integration().logRatio();
      values[4 * e] = weighted.value();
      values[4 * e + 1] = weighted.error();
      values[4 * e + 2] = integrated.value();
      values[4 * e + 3] = integrated.error();
    }
    draft.keep("log_partition_function", values, entries.size(), 2, 2);
  }
}
