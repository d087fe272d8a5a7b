package org.nnft.math;

import java.util.ArrayList;
import java.util.List;

/// All partitions of the set {0,…,n−1} into non-empty blocks, each block an ascending bit mask.
///
/// Cumulants are Möbius sums over this lattice (Rota; Speed, Austral. J. Stat. 25, 1983). There are
/// Bell(n) partitions: 1, 2, 5, 15, 52, 203, 877, 4140 for n = 1…8.
public final class SetPartitions {

  private SetPartitions() {}

  /// Every partition of {0,…,n−1}.
  ///
  /// @param n number of elements, 1 ≤ n ≤ 12
  /// @return one array per partition; its entries are bit masks of the blocks, ordered by their
  ///     smallest element
  public static List<int[]> of(int n) {
    if (n < 1 || n > 12) {
      throw new IllegalArgumentException(
          "set partitions are listed for 1 to 12 elements, got " + n);
    }
    List<int[]> result = new ArrayList<>();
    extend(0, n, new ArrayList<>(), result);
    return result;
  }

  /// Every partition of {0,…,n−1} into blocks of even size; empty for odd n.
  public static List<int[]> even(int n) {
    return of(n).stream().filter(SetPartitions::allEven).toList();
  }

  /// How many partitions of n things have m blocks: Stirling's number of the second kind.
  public static double count(int n, int m) {
    if (m == 0 || m > n) {
      return n == m ? 1 : 0;
    }
    return m * count(n - 1, m) + count(n - 1, m - 1);
  }

  /// (−1)ᵐ⁻¹ (m − 1)!, the weight of a partition of m ≥ 1 blocks in a cumulant.
  public static double moebius(int m) {
    double product = 1;
    for (int k = 1; k < m; k++) {
      product *= -k;
    }
    return product;
  }

  private static boolean allEven(int[] blocks) {
    for (int block : blocks) {
      if ((Integer.bitCount(block) & 1) == 1) {
        return false;
      }
    }
    return true;
  }

  private static void extend(int element, int n, List<Integer> blocks, List<int[]> result) {
    if (element == n) {
      result.add(blocks.stream().mapToInt(Integer::intValue).toArray());
      return;
    }
    for (int b = 0; b < blocks.size(); b++) {
      int block = blocks.get(b);
      blocks.set(b, block | 1 << element);
      extend(element + 1, n, blocks, result);
      blocks.set(b, block);
    }
    blocks.add(1 << element);
    extend(element + 1, n, blocks, result);
    blocks.removeLast();
  }
}
