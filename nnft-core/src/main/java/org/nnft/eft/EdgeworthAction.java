package org.nnft.eft;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The action of the field at m points, `P[φ]` = `e^(−S[φ])`, order by order in 1/N from connected correlators.
///
///     e^(−S[φ]) = exp( Σ_{r≥3} ((−1)ʳ/r!) G_c⁽ʳ⁾ ∂ʳ/∂φʳ ) e^(−S_G[φ]),   S_G = ½ φ Δ φ + ½ ln det 2πK,   Δ = K⁻¹
///
/// (2307.03223.) S = S_G minus the sum of the connected diagrams with vertices G_c⁽ʳ⁾, external legs Δφ and
/// internal lines −Δ. In the amputated vertices C⁽ʳ⁾ = G_c⁽ʳ⁾Δʳ, whose lines are −K, that sum W = S_G − S is
/// W₁ of
///
///     ∂W/∂t = −½ [ Σ K_ij ∂ᵢ∂ⱼW + Σ (∂ᵢW) K_ij (∂ⱼW) ],   W₀ = Σ_{r≥3} C⁽ʳ⁾φʳ/r!,
///
/// Polchinski's flow with the propagator −tK: a new line closes on one diagram or joins two. Derivation:
/// e^(W_t) = e^(−½tK∂∂) e^(W₀). At each order in 1/N, W_t is a polynomial in t and in φ, so that the flow ends
/// after as many steps as a diagram has lines, 2q at order q. All diagrams thus come with their weights, without
/// being listed.
///
/// With G_c⁽²ʳ⁾ ~ N^(1−r), the kernels to first order are
///
///     g₂ = Δ + ½ G_c⁽⁴⁾ΔΔΔ,   g₄ = −C⁽⁴⁾,
///
/// and at second g₆ = −C⁽⁶⁾ + Σ_{10 splits} C⁽⁴⁾KC⁽⁴⁾. The constant is kept, so that e^(−S) is normalised up
/// to the order kept. The series is asymptotic. All is done in the coordinates in which K is 1.
///
/// Only even orders: fields with the symmetry φ → −φ.
public final class EdgeworthAction {

  /// Largest error of a whitened cumulant that is let pass: an error δ of G_c⁽ʳ⁾ is enhanced by
  /// (λ_max/λ_min)^(r/2) in the direction of smallest variance.
  private static final double TOLERANCE = 1e-3;

  private final double conditionNumber;
  private final List<String> remarks;

  /// S to order q in 1/N.
  private final List<EffectiveAction> orders;

  private EdgeworthAction(
      double conditionNumber, List<String> remarks, List<EffectiveAction> orders) {
    this.conditionNumber = conditionNumber;
    this.remarks = List.copyOf(remarks);
    this.orders = List.copyOf(orders);
  }

  /// @param correlators to order 2q + 2 for an action to order q in 1/N
  /// @throws IllegalArgumentException if the propagator is too ill-conditioned for their errors
  public static EdgeworthAction of(ConnectedCorrelators correlators) {
    return of(correlators, new Regularisation.None());
  }

  /// @param correlators to order 2q + 2 for an action to order q in 1/N
  /// @param regularisation applied to the propagator
  /// @throws IllegalArgumentException if the propagator is still too ill-conditioned for their errors
  public static EdgeworthAction of(
      ConnectedCorrelators correlators, Regularisation regularisation) {
    double[][] kernel = correlators.propagator();
    Whitening bare = Whitening.of(kernel);
    List<String> remarks = new ArrayList<>();
    remarks.add(
        String.format(
            Locale.ROOT, "condition number of the propagator: %.3g", bare.conditionNumber()));
    Whitening white =
        switch (regularisation) {
          case Regularisation.None _ -> bare;
          case Regularisation.WhiteNoise(double share) -> {
            double variance = share * bare.largest();
            for (int i = 0; i < kernel.length; i++) {
              kernel[i][i] += variance;
            }
            Whitening noisy = Whitening.of(kernel);
            remarks.add(
                String.format(
                    Locale.ROOT,
                    "this is the action of the field plus white noise of variance %.3g, with condition number %.3g",
                    variance,
                    noisy.conditionNumber()));
            yield noisy;
          }
        };
    requireWellConditioned(white.conditionNumber(), correlators);
    return new EdgeworthAction(white.conditionNumber(), remarks, orders(correlators, white));
  }

  private static void requireWellConditioned(double condition, ConnectedCorrelators correlators) {
    double largest =
        Math.pow(TOLERANCE / correlators.relativeError(), 2.0 / correlators.highestOrder());
    if (!(condition <= largest)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the propagator at these %d points has condition number %.3g; correlators of order %d with relative error %.2g allow %.3g; use fewer or more distant points, a lower order, or ask for white noise with a share of at least %.2g",
              correlators.points(),
              condition,
              correlators.highestOrder(),
              correlators.relativeError(),
              largest,
              1 / largest));
    }
  }

  private static List<EffectiveAction> orders(ConnectedCorrelators correlators, Whitening white) {
    int points = correlators.points();
    double[][] unity = new double[points][points];
    for (int i = 0; i < points; i++) {
      unity[i][i] = 1;
    }
    double[][] toWhite = white.toWhite();
    int highest = correlators.highestOrder() / 2 - 1;
    List<FieldPolynomial> connected = new ArrayList<>();
    List<List<FieldPolynomial>> flows = new ArrayList<>();
    flows.add(List.of());
    for (int q = 1; q <= highest; q++) {
      SymmetricTensor vertex = correlators.order(2 * q + 2).transform(toWhite);
      List<FieldPolynomial> flow = flow(q, vertex, flows, unity);
      flows.add(flow);
      connected.add(flow.stream().reduce(FieldPolynomial::plus).orElseThrow());
    }
    double constant = (points * Math.log(2 * Math.PI) + white.logDeterminant()) / 2;
    FieldPolynomial action =
        FieldPolynomial.monomial(SymmetricTensor.of(points, 0, _ -> constant))
            .plus(FieldPolynomial.monomial(SymmetricTensor.of(unity)));
    List<EffectiveAction> orders = new ArrayList<>();
    orders.add(inField(action, toWhite));
    for (FieldPolynomial w : connected) {
      action = action.plus(w.times(-1));
      orders.add(inField(action, toWhite));
    }
    return orders;
  }

  /// The coefficients of tˢ in W_t at order q, s = 0…2q.
  private static List<FieldPolynomial> flow(
      int q, SymmetricTensor vertex, List<List<FieldPolynomial>> lower, double[][] line) {
    List<FieldPolynomial> flow = new ArrayList<>();
    flow.add(FieldPolynomial.monomial(vertex));
    for (int s = 0; s < 2 * q; s++) {
      FieldPolynomial change = flow.get(s).laplacian(line);
      for (int p = 1; p < q; p++) {
        for (int lines = 0; lines <= s; lines++) {
          List<FieldPolynomial> left = lower.get(p);
          List<FieldPolynomial> right = lower.get(q - p);
          if (lines < left.size() && s - lines < right.size()) {
            change = change.plus(left.get(lines).bracket(right.get(s - lines), line));
          }
        }
      }
      flow.add(change.times(-0.5 / (s + 1)));
    }
    return flow;
  }

  private static EffectiveAction inField(FieldPolynomial white, double[][] toWhite) {
    return new EffectiveAction(new EffectiveAction(white).in(toWhite));
  }

  /// The highest order in 1/N, q.
  public int highestOrder() {
    return orders.size() - 1;
  }

  /// S to this order in 1/N, all lower ones included; order 0 is S_G.
  ///
  /// @param order 0…highest
  /// @throws IllegalArgumentException if higher correlators are needed
  public EffectiveAction action(int order) {
    if (order < 0 || order > highestOrder()) {
      throw new IllegalArgumentException(
          "the action is known to orders 0 to %d in 1/N, got %d; order q needs correlators to order 2q + 2"
              .formatted(highestOrder(), order));
    }
    return orders.get(order);
  }

  /// λ_max/λ_min of the propagator that was inverted.
  public double conditionNumber() {
    return conditionNumber;
  }

  /// What a reader of the action must know: conditioning and regularisation, in words.
  public List<String> remarks() {
    return remarks;
  }
}
