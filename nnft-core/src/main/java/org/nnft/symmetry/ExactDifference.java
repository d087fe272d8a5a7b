package org.nnft.symmetry;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nnft.field.PointSet;
import org.nnft.math.SymmetricIndex;
import org.nnft.network.HiddenLayer;
import org.nnft.network.NeuralField;
import org.nnft.neuron.FiniteWidthCorrelators;
import org.nnft.neuron.MomentMethod;
import org.nnft.neuron.NeuronMoments;

/// By how much an internal transformation changes exact finite-width correlators.
///
///     Δ = Σ_b M_{a₁b₁} … M_{aₙbₙ} ⟨f_{b₁}(x₁) … f_{bₙ}(xₙ)⟩ − ⟨f_{a₁}(x₁) … f_{aₙ}(xₙ)⟩
///
/// For independent zero-mean rows of weights of unit variance and fourth moment μ₄,
///
///     ⟨f_i f_j f_k f_l⟩ = δ_ij δ_kl A_{12,34} + δ_ik δ_jl A_{13,24} + δ_il δ_jk A_{14,23} + δ_ijkl (μ₄ − 3) M₄/N
///
/// with A_{12,34} = (1 − 1/N) M₂(12) M₂(34) + M₄/N: the last term alone breaks SO(D).
///
/// Cost: Dⁿ terms per component.
public final class ExactDifference {
  /// Exact correlators with more components than this are not worth the wait.
  private static final long MOST_COMPONENTS = 20_000;

  private final FiniteWidthCorrelators exact;
  private final int highestOrder;
  private final int outputs;

  private ExactDifference(FiniteWidthCorrelators exact, int highestOrder, int outputs) {
    this.exact = exact;
    this.highestOrder = highestOrder;
    this.outputs = outputs;
  }

  /// Exact correlators up to the highest order that is affordable; empty if none are known without sampling.
  public static Optional<ExactDifference> of(NeuralField field, PointSet points, int wanted) {
    return of(field, points, wanted, new HashMap<>());
  }

  /// The same for the members of a scan, whose units are alike.
  ///
  /// @param known moments of units of width 1 at these points. Modified.
  public static Optional<ExactDifference> of(
      NeuralField field, PointSet points, int wanted, Map<HiddenLayer, NeuronMoments> known) {
    int symbols = points.size() * field.outputs();
    int order = wanted;
    while (order > 0 && SymmetricIndex.multisets(symbols, order) > MOST_COMPONENTS) {
      order--;
    }
    if (field.depth() != 1 || !field.isIndependent() || order == 0) {
      return Optional.empty();
    }
    try {
      int highest = order;
      NeuronMoments unit =
          known.computeIfAbsent(
              field.hidden().getFirst().withWidth(1),
              layer -> NeuronMoments.of(layer, field.inputs(), points, highest));
      FiniteWidthCorrelators exact = FiniteWidthCorrelators.of(field, unit);
      return exact.method() == MomentMethod.QUASI_MONTE_CARLO
          ? Optional.empty()
          : Optional.of(new ExactDifference(exact, order, field.outputs()));
    } catch (IllegalArgumentException e) {
      // A moment diverges: there is nothing to compare with.
      return Optional.empty();
    }
  }

  boolean knows(int order) {
    return order <= highestOrder;
  }

  /// Δ averaged over some elements.
  double of(Probe probe, List<FieldTransformation> elements) {
    int[] symbols = probe.symbols().stream().mapToInt(Integer::intValue).toArray();
    double sum = 0;
    for (FieldTransformation g : elements) {
      sum += contracted(g.outputs(), symbols, symbols.clone(), 0);
    }
    return sum / elements.size() - at(symbols);
  }

  private double contracted(double[][] m, int[] symbols, int[] turned, int leg) {
    if (leg == symbols.length) {
      return at(turned);
    }
    double sum = 0;
    int point = symbols[leg] / outputs;
    for (int b = 0; b < outputs; b++) {
      double factor = m[symbols[leg] % outputs][b];
      if (factor != 0) {
        turned[leg] = point * outputs + b;
        sum += factor * contracted(m, symbols, turned, leg + 1);
      }
    }
    return sum;
  }

  private double at(int[] symbols) {
    int[] sorted = symbols.clone();
    Arrays.sort(sorted);
    return exact.full(sorted);
  }
}
