package org.nnft.field;

import java.util.ArrayList;
import java.util.List;

/// Wick's theorem: the pairings of an even number of fields.
///
///     ⟨φ₁…φ₂ₘ⟩ = Σ_pairings Π ⟨φ_a φ_b⟩     (2m−1)!! terms: 1, 3, 15, 105
///
/// Holds for a Gaussian field of zero mean.
public final class WickPairings {

  private WickPairings() {}

  /// All pairings of {0,…,n−1}.
  ///
  /// @param n even, 0 ≤ n ≤ 12
  /// @return each pairing as n entries (a₁,b₁,a₂,b₂,…) with a < b
  public static List<int[]> of(int n) {
    if (n < 0 || n > 12 || n % 2 == 1) {
      throw new IllegalArgumentException("pairings exist for even n ≤ 12, got " + n);
    }
    List<int[]> result = new ArrayList<>();
    pair(new int[n], 0, (1 << n) - 1, result);
    return result;
  }

  private static void pair(int[] pairing, int filled, int free, List<int[]> result) {
    if (free == 0) {
      result.add(pairing.clone());
      return;
    }
    int a = Integer.numberOfTrailingZeros(free);
    for (int rest = free & free - 1; rest != 0; rest &= rest - 1) {
      int b = Integer.numberOfTrailingZeros(rest);
      pairing[filled] = a;
      pairing[filled + 1] = b;
      pair(pairing, filled + 2, free & ~(1 << a) & ~(1 << b), result);
    }
  }
}
