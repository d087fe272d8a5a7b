package org.nnft.lattice;

import org.nnft.math.Elementary;
import org.nnft.random.WordStream;

/// Swendsen–Wang update of the signs of a lattice field: large changes where hybrid Monte Carlo is slow.
///
/// At fixed |φ| the signs are an Ising model with couplings |φ_x φ_y|. Bonds between equal signs are kept with
/// probability 1 − e^(−2φ_xφ_y), and every cluster takes a new sign by a fair coin (Brower, Tamayo, Phys. Rev.
/// Lett. 62, 1989). Exact for any potential that is even.
///
/// Scratch of one thread.
final class SignClusters {
  private final Lattice lattice;
  private final int[][] forward;
  private final int[] parent;

  SignClusters(Lattice lattice) {
    this.lattice = lattice;
    this.forward = new int[lattice.dimension()][lattice.volume()];
    for (int axis = 0; axis < lattice.dimension(); axis++) {
      for (int x = 0; x < lattice.volume(); x++) {
        forward[axis][x] = lattice.forward(x, axis);
      }
    }
    this.parent = new int[lattice.volume()];
  }

  /// Updates eight interleaved replicas. The field is modified.
  ///
  /// @param words at least d + 1 words are left
  void update(double[] φ, WordStream words) {
    double[][] limit = new double[lattice.dimension()][];
    for (int axis = 0; axis < limit.length; axis++) {
      limit[axis] = new double[φ.length];
      long[] word = words.next();
      for (int i = 0; i < φ.length; i++) {
        // −½ log u: the bond breaks when φ_xφ_y is smaller.
        limit[axis][i] = -0.5 * Elementary.log(((word[i] >>> 12) + 0.5) * 0x1p-52);
      }
    }
    long[] coins = words.next();
    for (int r = 0; r < FieldForce.REPLICAS; r++) {
      for (int x = 0; x < parent.length; x++) {
        parent[x] = x;
      }
      for (int axis = 0; axis < limit.length; axis++) {
        for (int x = 0; x < parent.length; x++) {
          int i = x * FieldForce.REPLICAS + r;
          int y = forward[axis][x];
          if (φ[i] * φ[y * FieldForce.REPLICAS + r] > limit[axis][i]) {
            join(x, y);
          }
        }
      }
      for (int x = 0; x < parent.length; x++) {
        int i = x * FieldForce.REPLICAS + r;
        φ[i] = coins[root(x) * FieldForce.REPLICAS + r] < 0 ? -φ[i] : φ[i];
      }
    }
  }

  private void join(int x, int y) {
    int a = root(x);
    int b = root(y);
    parent[Math.max(a, b)] = Math.min(a, b);
  }

  private int root(int x) {
    while (parent[x] != x) {
      parent[x] = parent[parent[x]];
      x = parent[x];
    }
    return x;
  }
}
