package org.nnft.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.nnft.experiment.CorrelatorResult;
import org.nnft.experiment.MemberResult;
import org.nnft.experiment.Result;
import org.nnft.network.NeuralField;
import org.nnft.statistics.StepDownPulls;

/// A short table per correlator, the verdict, and the warnings, as plain text.
public final class TerminalReport {

  private TerminalReport() {}

  /// The whole text, lines ended by line feeds.
  public static String of(Result result) {
    StringBuilder text = new StringBuilder();
    for (CorrelatorResult shown : result.correlators()) {
      boolean both = result.first().orElseThrow().correlator(shown.order(), true).isPresent();
      // G⁽²⁾ is its own connected part; of the others the connected one says more.
      if (!both || shown.connected() == shown.order() > 2) {
        table(result, shown.order(), shown.connected(), text);
      }
    }
    result.findings().forEach(findings -> FindingsText.tables(findings, text));
    Estimators.sampled(result).ifPresent(sentence -> text.append(sentence).append('\n'));
    Estimators.exact(result).ifPresent(sentence -> text.append(sentence).append('\n'));
    return text.append(verdict(result)).toString();
  }

  /// The verdict and the warnings, one line each.
  public static String verdict(Result result) {
    StringBuilder text = new StringBuilder();
    result.verdict().sentences().forEach(sentence -> text.append(sentence).append('\n'));
    for (String warning : result.verdict().warnings()) {
      text.append("Warning: ").append(warning).append('\n');
    }
    return text.toString();
  }

  private static void table(Result result, int order, boolean connected, StringBuilder text) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(new ArrayList<>(List.of("", "", "exact", "pull", "χ²/dof")));
    for (MemberResult member : result.members()) {
      Optional<CorrelatorResult> found = member.correlator(order, connected);
      if (found.isEmpty()) {
        continue;
      }
      CorrelatorResult c = found.get();
      int outputs = member.field().map(NeuralField::outputs).orElse(1);
      int k = Numbers.representative(c, outputs);
      rows.getFirst()
          .set(1, "%s(%s)".formatted(c.symbol(), Numbers.component(c.components().at(k), outputs)));
      rows.add(
          List.of(
              member.label(),
              c.measured(k).toString(),
              Numbers.exact(c, k),
              Numbers.pull(c.pull(k)),
              perDegree(c)));
    }
    append(rows, text);
    text.append('\n');
  }

  private static String perDegree(CorrelatorResult c) {
    return c.agreement()
        .filter(a -> a.degreesOfFreedom() > 0)
        .map(TerminalReport::perDegree)
        .orElse("–");
  }

  private static String perDegree(StepDownPulls a) {
    return String.format(
        Locale.ROOT, "%.2f (%d)", a.chiSquare() / a.degreesOfFreedom(), a.degreesOfFreedom());
  }

  /// Columns as wide as their widest entry, the first to the left, the others to the right.
  static void append(List<List<String>> rows, StringBuilder text) {
    int columns = rows.getFirst().size();
    int[] width = new int[columns];
    for (List<String> row : rows) {
      for (int c = 0; c < columns; c++) {
        width[c] = Math.max(width[c], row.get(c).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < columns; c++) {
        String space = " ".repeat(width[c] - row.get(c).length());
        line.append("  ").append(c == 0 ? row.get(c) + space : space + row.get(c));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
  }
}
