package org.nnft.symmetry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.nnft.math.Digits;
import org.nnft.math.Lanes;
import org.nnft.math.SymmetricIndex;
import org.nnft.random.StreamKey;
import org.nnft.random.WordStream;

/// A component of a correlator that a symmetry test watches: the product of fields at a tuple of symbols.
///
/// @param symbols sorted; symbol p·D + a is output a at point p
record Probe(List<Integer> symbols) {

  Probe {
    symbols = symbols.stream().sorted().toList();
  }

  int order() {
    return symbols.size();
  }

  /// Such as ⟨f₁(x₂) f₁(x₂)⟩, with outputs and points counted from 1.
  String formula(int outputs) {
    return symbols.stream()
        .map(
            s ->
                outputs == 1
                    ? "f(x%s)".formatted(Digits.subscript(s + 1))
                    : "f%s(x%s)"
                        .formatted(
                            Digits.subscript(s % outputs + 1), Digits.subscript(s / outputs + 1)))
        .collect(Collectors.joining(" ", "⟨", "⟩"));
  }

  /// Some components of one order: all if they are few, else half of them with one and the same output on every
  /// leg, where non-Gaussian rows show, and half anywhere.
  ///
  /// @param points indices of points that may occur
  /// @param most largest number
  static List<Probe> choose(int order, int[] points, int outputs, int most, long seed) {
    SymmetricIndex all = SymmetricIndex.of(points.length * outputs, order);
    Set<Probe> chosen = new LinkedHashSet<>();
    if (SymmetricIndex.multisets(points.length * outputs, order) <= most) {
      for (int c = 0; c < all.count(); c++) {
        chosen.add(
            new Probe(Arrays.stream(all.at(c)).mapToObj(s -> symbol(points, outputs, s)).toList()));
      }
      return List.copyOf(chosen);
    }
    WordStream words =
        new WordStream(Lanes.best(), StreamKey.of(seed, "probes of order " + order), 0, 1);
    words.start(0, 1);
    for (int attempt = 0; attempt < 50 * most && chosen.size() < most; attempt++) {
      boolean sameOutput = attempt % 2 == 0;
      int output = attempt / 2 % outputs;
      List<Integer> symbols = new ArrayList<>();
      for (int leg = 0; leg < order; leg++) {
        int p = points[uniform(words, points.length)];
        symbols.add(p * outputs + (sameOutput ? output : uniform(words, outputs)));
      }
      chosen.add(new Probe(symbols));
    }
    return List.copyOf(chosen);
  }

  private static int symbol(int[] points, int outputs, int s) {
    return points[s / outputs] * outputs + s % outputs;
  }

  private static int uniform(WordStream words, int n) {
    double[] u = new double[1];
    Lanes.best().uniform(words.next(), u, 1);
    return (int) (u[0] * n);
  }
}
