package org.nnft.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.nnft.eft.ActionSampler;
import org.nnft.eft.Boundedness;
import org.nnft.eft.Closure;
import org.nnft.eft.ConnectedCorrelators;
import org.nnft.eft.EdgeworthAction;
import org.nnft.eft.EffectiveAction;
import org.nnft.eft.OnePointMoments;
import org.nnft.eft.Regularisation;
import org.nnft.eft.SymmetricTensor;
import org.nnft.ensemble.Ensemble;
import org.nnft.ensemble.Measurement;
import org.nnft.field.PointSet;
import org.nnft.network.NeuralField;
import org.nnft.statistics.Estimate;
import org.nnft.study.Table.Cell;

/// The action of the field at finitely many points, order by order in 1/N from connected correlators (2307.03223), and the
/// circle closed: does the action give the correlators back?
///
/// @param points which of the experiment's points, from 1
/// @param order in 1/N, 1…3
/// @param whiteNoise share of the largest eigenvalue that is added to the propagator; empty for none
/// @param trajectories of the chain that samples the action, 0 for none
/// @param digits of the printed action
public record ActionStudy(
    List<Integer> points, int order, OptionalDouble whiteNoise, int trajectories, int digits)
    implements Study.Investigation {

  /// Actions of more monomials are kept, but not printed.
  /// Pieces of a chain, each kept when it is done.
  private static final int LINKS = 20;

  private static final int MOST_TERMS = 60;

  public ActionStudy {
    points = List.copyOf(points);
    if (points.isEmpty() || points.size() > 8) {
      throw new IllegalArgumentException(
          "an action is given at 1 to 8 points, got %d; name some of them: points: [1, 2]"
              .formatted(points.size()));
    }
    if (order < 1 || order > 3 || digits < 1 || digits > 17) {
      throw new IllegalArgumentException(
          "needs order 1 to 3 and digits 1 to 17, got %d and %d".formatted(order, digits));
    }
    if (trajectories != 0 && trajectories < 200) {
      throw new IllegalArgumentException(
          "a chain needs at least 200 trajectories (0 for none), got " + trajectories);
    }
  }

  @Override
  public String key() {
    return "action";
  }

  @Override
  public Findings findings(Subject subject, Workbench workbench) {
    PointSet chosen = chosen(subject.requirePoints(key()));
    Findings.Draft draft =
        Findings.draft(
                "Action at point%s %s"
                    .formatted(
                        points.size() == 1 ? "" : "s",
                        points.stream().map(String::valueOf).collect(Collectors.joining(", "))))
            .cite("demirtas2023", "polchinski1984")
            .show(
                new Exhibit.Formula(
                    "e^{-S[\\phi]} = \\exp\\Big(\\sum_{r\\ge3}\\tfrac{(-1)^r}{r!}\\,G_c^{(r)}\\,\\partial_\\phi^r\\Big)\\,e^{-S_G[\\phi]},\\qquad S = g_0+\\sum_n\\tfrac1{n!}\\sum g_n(x_1,\\dots,x_n)\\,\\phi(x_1)\\cdots\\phi(x_n)"));
    List<List<Cell>> kernels = new ArrayList<>();
    List<List<Cell>> closures = new ArrayList<>();
    if (subject.ensembles().isEmpty()) {
      throw new IllegalArgumentException("action needs a network; name it with field");
    }
    CorrelatorSource.ExactTheory theory = new CorrelatorSource.ExactTheory(chosen, 2 * order + 2);
    for (StudiedEnsemble ensemble : subject.ensembles()) {
      ConnectedCorrelators correlators = correlators(subject, ensemble, chosen, theory, workbench);
      EdgeworthAction edgeworth = EdgeworthAction.of(correlators, regularisation());
      draft.say(ensemble.label() + ": " + String.join("; ", edgeworth.remarks()) + ".");
      for (int q = 0; q <= order; q++) {
        kernels.add(row(ensemble, q, edgeworth.action(q)));
      }
      print(ensemble, edgeworth.action(order), draft);
      keep(kernels.size(), edgeworth.action(order), draft);
      for (int q = 1; q <= order; q++) {
        close(subject, workbench, ensemble, q, edgeworth.action(q), correlators, closures, draft);
      }
    }
    draft.show(
        new Table(
            "Kernels of the action cut at each order in 1/N: quadratic, quartic and sextic, at the first point and between the first and the last.",
            List.of(
                "ensemble",
                "order in 1/N",
                "g₂(1,1)",
                "g₂(1,m)",
                "g₄(1,1,1,1)",
                "g₆(1,…,1)",
                "e^(−S)"),
            kernels,
            true));
    if (!closures.isEmpty()) {
      draft
          .cite("duane1987", "wolff2004")
          .show(
              new Table(
                  "Closing the circle: connected 2-, 4- and 6-point functions of a chain that samples e^(−S), against those that S was made from.",
                  List.of(
                      "ensemble",
                      "order in 1/N",
                      "χ²/dof",
                      "components",
                      "p",
                      "τ_int",
                      "acceptance"),
                  closures,
                  true));
    }
    return draft.done();
  }

  private PointSet chosen(PointSet all) {
    for (int p : points) {
      if (p < 1 || p > all.size()) {
        throw new IllegalArgumentException(
            "action.points must be from 1 to %d, got %d".formatted(all.size(), p));
      }
    }
    return PointSet.of(points.stream().map(p -> all.point(p - 1)).toArray(double[][]::new));
  }

  private Regularisation regularisation() {
    return whiteNoise.isPresent()
        ? new Regularisation.WhiteNoise(whiteNoise.getAsDouble())
        : new Regularisation.None();
  }

  /// Exact ones where they are known, else sampled at the chosen points.
  private ConnectedCorrelators correlators(
      Subject subject,
      StudiedEnsemble ensemble,
      PointSet chosen,
      CorrelatorSource.ExactTheory theory,
      Workbench workbench) {
    NeuralField field = subject.requireField(ensemble, key());
    CouplingsStudy.requireOneOutput(field, key());
    if (field.depth() == 1) {
      return ConnectedCorrelators.of(theory.of(field), 2 * order + 2);
    }
    Measurement measured =
        workbench.measure(
            "correlators-" + subject.ensembles().indexOf(ensemble),
            "correlators of " + ensemble.label(),
            Ensemble.of(field)
                .networks(subject.sampling().networks())
                .seed(subject.sampling().seed())
                .highestOrder(2 * order + 2),
            chosen);
    List<SymmetricTensor> tensors = new ArrayList<>();
    double relative = ConnectedCorrelators.EXACT;
    for (int n = 2; n <= 2 * order + 2; n += 2) {
      Estimate[] values = measured.connected(n);
      SymmetricTensor tensor =
          SymmetricTensor.of(
              chosen.size(), n, t -> values[measured.components(t.length).rank(t)].value());
      double error = Arrays.stream(values).mapToDouble(Estimate::error).max().orElse(0);
      relative = Math.max(relative, error / tensor.largest());
      tensors.add(tensor);
    }
    return new ConnectedCorrelators(tensors, relative);
  }

  private List<Cell> row(StudiedEnsemble ensemble, int q, EffectiveAction action) {
    int m = action.points();
    boolean bounded = Boundedness.of(action) instanceof Boundedness.Bounded;
    return Table.row(
        Cell.of(ensemble.label()),
        Cell.of(q),
        Cell.exact(action.kernel(2).at(0, 0)),
        Cell.exact(m > 1 ? action.kernel(2).at(0, m - 1) : Double.NaN),
        Cell.exact(action.kernel(4).at(0, 0, 0, 0)),
        Cell.exact(action.kernel(6).at(0, 0, 0, 0, 0, 0)),
        Cell.of(bounded ? "a density" : "unbounded"));
  }

  private void print(StudiedEnsemble ensemble, EffectiveAction action, Findings.Draft draft) {
    int terms = 0;
    for (int n = 0; n <= action.degree(); n += 2) {
      terms += action.kernel(n).index().count();
    }
    if (terms > MOST_TERMS) {
      draft.show(
          new Exhibit.Text(
              "%s: the action has %d monomials; its kernels are in arrays.npz."
                  .formatted(ensemble.label(), terms)));
      return;
    }
    draft.show(
        new Exhibit.Text(
            "%s, to order %d in 1/N, φᵢ the field at point i of the list:"
                .formatted(ensemble.label(), order)));
    draft.show(new Exhibit.Formula(action.toLatex(digits)));
  }

  /// Dense kernels g₂, g₄, g₆, in C order.
  private void keep(int number, EffectiveAction action, Findings.Draft draft) {
    int m = action.points();
    for (int n = 2; n <= Math.min(6, action.degree()); n += 2) {
      int[] shape = new int[n];
      Arrays.fill(shape, m);
      double[] dense = new double[Math.toIntExact(Math.round(Math.pow(m, n)))];
      int[] tuple = new int[n];
      for (int c = 0; c < dense.length; c++) {
        int rest = c;
        for (int k = n - 1; k >= 0; k--) {
          tuple[k] = rest % m;
          rest /= m;
        }
        dense[c] = action.kernel(n).at(tuple);
      }
      draft.keep("g%d_%d".formatted(n, number), dense, shape);
    }
  }

  private void close(
      Subject subject,
      Workbench workbench,
      StudiedEnsemble ensemble,
      int q,
      EffectiveAction action,
      ConnectedCorrelators correlators,
      List<List<Cell>> closures,
      Findings.Draft draft) {
    if (Boundedness.of(action) instanceof Boundedness.Unbounded unbounded) {
      draft.say("%s, order %d in 1/N: %s.".formatted(ensemble.label(), q, unbounded.explanation()));
      return;
    }
    if (action.points() == 1) {
      exactly(ensemble, q, action, correlators, draft);
    }
    if (trajectories == 0) {
      return;
    }
    ActionSampler sampler =
        ActionSampler.of(action, correlators.order(2), subject.sampling().seed());
    int perLink = Math.ceilDiv(trajectories, LINKS);
    double[][] links =
        workbench
            .chains(
                "chain-%d-order-%d".formatted(subject.ensembles().indexOf(ensemble), q),
                "%s, chain of order %d".formatted(ensemble.label(), q),
                1,
                LINKS,
                sampler.linkSize(perLink),
                (_, link, before) -> sampler.link(link, perLink, before))[0];
    Closure closure = Closure.of(sampler.chain(links, trajectories), upTo(correlators));
    closures.add(
        Table.row(
            Cell.of(ensemble.label()),
            Cell.of(q),
            Cell.rough(
                closure.pulls().chiSquare() / Math.max(1, closure.pulls().degreesOfFreedom())),
            Cell.of(closure.pulls().degreesOfFreedom()),
            Cell.rough(closure.pulls().pValue()),
            Cell.of(closure.time().integrated()),
            Cell.rough(closure.acceptance())));
    draft.say("%s, order %d in 1/N: %s".formatted(ensemble.label(), q, closure.verdict()));
    if (closure.pulls().pValue() > 1e-3) {
      draft.compared(true);
    }
    if (!closure.longEnough()) {
      draft.warn(
          "%s, order %d in 1/N: the chain is short for its autocorrelation time; raise trajectories."
              .formatted(ensemble.label(), q));
    }
  }

  /// Without those above the 6-point function.
  private static ConnectedCorrelators upTo(ConnectedCorrelators correlators) {
    return new ConnectedCorrelators(
        correlators.tensors().stream().filter(t -> t.order() <= 6).toList(),
        correlators.relativeError());
  }

  /// At one point moments are integrals: no chain is needed.
  private static void exactly(
      StudiedEnsemble ensemble,
      int q,
      EffectiveAction action,
      ConnectedCorrelators correlators,
      Findings.Draft draft) {
    OnePointMoments moments = OnePointMoments.of(action, 4);
    double second = moments.moment(2);
    double fourth = moments.moment(4) - 3 * second * second;
    draft.say(
        String.format(
            Locale.ROOT,
            "%s, order %d in 1/N: by quadrature e^(−S) has ∫e^(−S) = %.8f, κ₂ = %.8g and κ₄ = %.6g, against 1, %.8g and %.6g of the network.",
            ensemble.label(),
            q,
            moments.partition(),
            second,
            fourth,
            correlators.order(2).at(0, 0),
            correlators.order(4).at(0, 0, 0, 0)));
  }
}
