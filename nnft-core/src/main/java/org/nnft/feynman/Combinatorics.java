package org.nnft.feynman;

import java.math.BigInteger;

/// Factorials and the number of pairings.
final class Combinatorics {

  private Combinatorics() {}

  /// n! for 0 ≤ n ≤ 20.
  static long factorial(int n) {
    long product = 1;
    for (int k = 2; k <= n; k++) {
      product *= k;
    }
    return product;
  }

  /// (n − 1)!! pairings of n objects; 0 for odd n.
  static BigInteger pairings(int n) {
    if (n % 2 == 1) {
      return BigInteger.ZERO;
    }
    BigInteger product = BigInteger.ONE;
    for (int k = n - 1; k > 1; k -= 2) {
      product = product.multiply(BigInteger.valueOf(k));
    }
    return product;
  }
}
