package org.nnft.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.nnft.ensemble.Measurement;
import org.nnft.field.PointSet;
import org.nnft.math.SymmetricIndex;
import org.nnft.rg.VertexRecursion;
import org.nnft.statistics.Estimate;
import org.nnft.statistics.Jackknife;
import org.nnft.statistics.StepDownPulls;
import org.nnft.study.Table.Cell;

/// Kernel and four-point vertex of several inputs from layer to layer, against sampled deep networks of widths n and 2n, whose
/// combination 4G(2n) − G(n) has no term of order 1/n² in nG.
///
/// @param inputs whose first kernel is K_ij = C_b + C_W xᵢ·x_j/d
/// @param width n
/// @param depth number of hidden layers
/// @param sampled whether networks are sampled
record SeveralInputsExhibit(
    DeepNetworks networks, PointSet inputs, int width, int depth, boolean sampled) {

  /// P(χ² ≥ the one found) below it is a disagreement.
  private static final double SURPRISE = 1e-3;

  void show(Subject subject, Workbench workbench, Findings.Draft draft) {
    int m = inputs.size();
    double[][] first = new double[m][m];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < m; j++) {
        first[i][j] =
            networks.biasVariance()
                + networks.weightVariance() * inputs.dot(i, j) / inputs.dimension();
      }
    }
    int[] widths = new int[depth];
    Arrays.fill(widths, width);
    List<VertexRecursion.Layer> layers =
        new VertexRecursion(
                networks.activation(), networks.biasVariance(), networks.weightVariance())
            .run(first, widths);
    draft.show(
        new Exhibit.Formula(
            "v'_{(ij)(kl)} = \\frac{C_W^2}{n}\\left[\\langle\\sigma_i\\sigma_j\\sigma_k\\sigma_l\\rangle-\\langle\\sigma_i\\sigma_j\\rangle\\langle\\sigma_k\\sigma_l\\rangle\\right]+\\frac{C_W^2}{4}\\sum v_{(ab)(cd)}\\langle\\partial_a\\partial_b(\\sigma_i\\sigma_j)\\rangle\\langle\\partial_c\\partial_d(\\sigma_k\\sigma_l)\\rangle"));
    SymmetricIndex index = SymmetricIndex.of(m, 4);
    List<List<Cell>> rows = new ArrayList<>();
    List<StepDownPulls> pulls = new ArrayList<>();
    boolean heavy = false;
    double[] all = new double[depth * index.count()];
    for (int hidden = 1; hidden <= depth; hidden++) {
      VertexRecursion.Layer layer = layers.get(hidden);
      double[] expected = new double[index.count()];
      for (int c = 0; c < expected.length; c++) {
        int[] t = index.at(c);
        expected[c] = layer.connected(t[0], t[1], t[2], t[3]);
        all[(hidden - 1) * expected.length + c] = expected[c];
      }
      Estimate[] measured = new Estimate[0];
      if (sampled) {
        Measurement narrow = measure(hidden, width, subject, workbench);
        Measurement wide = measure(hidden, 2 * width, subject, workbench);
        heavy |= DeepNetworks.heavy(narrow) || DeepNetworks.heavy(wide);
        Jackknife both =
            wide.jackknifeOfConnected(4).combined(4, narrow.jackknifeOfConnected(4), -1);
        measured = new Estimate[expected.length];
        double[] difference = new double[expected.length];
        for (int c = 0; c < expected.length; c++) {
          double value = 4 * wide.connected(4)[c].value() - narrow.connected(4)[c].value();
          measured[c] = new Estimate(value, both.error(c));
          difference[c] = value - expected[c];
        }
        pulls.add(StepDownPulls.of(difference, both));
      }
      for (int c = 0; c < expected.length; c++) {
        int[] t = index.at(c);
        rows.add(
            Table.row(
                Cell.of(hidden + 1),
                Cell.of(
                    Arrays.stream(t)
                        .mapToObj(i -> Integer.toString(i + 1))
                        .collect(Collectors.joining(","))),
                Cell.exact(expected[c]),
                Cell.rough(width * layer.vertex(t[0], t[1], t[2], t[3])),
                sampled ? Cell.of(measured[c]) : Cell.exact(Double.NaN),
                Cell.rough(sampled ? measured[c].pull(expected[c]) : Double.NaN)));
      }
    }
    draft.keep("vertex_of_inputs", all, depth, index.count());
    draft.show(
        new Table(
            "Connected 4-point function of the pre-activations at %d inputs behind each hidden layer, to first order in 1/n; v with its indices in pairs."
                .formatted(m),
            List.of("layer", "inputs", "G4c", "n·v", "sampled", "pull"),
            rows,
            true));
    if (sampled) {
      judge(StepDownPulls.all(pulls), heavy, draft);
    }
  }

  private Measurement measure(int hidden, int units, Subject subject, Workbench workbench) {
    return networks.measure(
        "inputs-depth-%d-width-%d".formatted(hidden, units),
        hidden,
        units,
        inputs,
        subject,
        workbench);
  }

  private void judge(StepDownPulls pulls, boolean heavy, Findings.Draft draft) {
    if (heavy) {
      draft.warn(
          "Vertices sampled at several inputs have tails so heavy that their error bars mean little, and are not held against theory.");
      return;
    }
    double p = pulls.pValue();
    draft
        .compared(p > SURPRISE)
        .say(
            String.format(
                Locale.ROOT,
                "At %d inputs sampled deep networks %s with the recursion: χ²/dof = %.2f over %d independent components, p = %.2g (down to 0.001 allowed), extrapolated from widths %d and %d to first order in 1/n.",
                inputs.size(),
                p > SURPRISE ? "agree" : "disagree",
                pulls.chiSquare() / Math.max(1, pulls.degreesOfFreedom()),
                pulls.degreesOfFreedom(),
                p,
                width,
                2 * width));
  }
}
