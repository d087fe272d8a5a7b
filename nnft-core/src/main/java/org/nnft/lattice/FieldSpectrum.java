package org.nnft.lattice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// |φ̃(p)|²/V at every momentum of a periodic lattice, by fast Fourier transformation: the propagator in momentum space,
/// on the axes and off them.
///
///     φ̃(p) = Σ_x e^(−ip·x) φ_x,   p_μ = 2πk_μ/L_μ,   ⟨|φ̃(p)|²⟩/V = Σ_x ⟨φ_0 φ_x⟩ cos(p·x) = G̃(p)
///
/// Momenta that reflections of the axes carry into each other are averaged, on a cubic lattice also those that
/// permutations of the axes do; what is left are the orbits, in the order of p̂² = 4 Σ sin²(p_μ/2).
///
/// Stockham's algorithm for extents of any factors, one axis after the other, eight replicas side by side. Cost:
/// V Σ_μ (sum of the prime factors of L_μ) complex multiplications. Scratch of one thread.
public final class FieldSpectrum {
  private final Lattice lattice;
  private final List<Orbit> orbits;
  private final int[] orbitOf;
  private double[] re;
  private double[] im;
  private double[] nextRe;
  private double[] nextIm;

  /// Momenta that a symmetry of the lattice carries into each other.
  ///
  /// @param k of one of them, 0 ≤ k_μ ≤ L_μ/2, descending on a cubic lattice
  /// @param momentumSquared p̂² = 4 Σ sin²(πk_μ/L_μ)
  /// @param size how many
  public record Orbit(List<Integer> k, double momentumSquared, int size) {
    public Orbit {
      k = List.copyOf(k);
    }

    /// Whether p lies on an axis.
    public boolean isOnAxis() {
      return k.stream().filter(i -> i != 0).count() <= 1;
    }
  }

  public FieldSpectrum(Lattice lattice) {
    this.lattice = lattice;
    Map<List<Integer>, Integer> sizes = new LinkedHashMap<>();
    for (int p = 0; p < lattice.volume(); p++) {
      sizes.merge(folded(lattice, p), 1, Integer::sum);
    }
    this.orbits = orbits(lattice, sizes);
    Map<List<Integer>, Integer> numbers = new LinkedHashMap<>();
    orbits.forEach(orbit -> numbers.put(orbit.k(), numbers.size()));
    this.orbitOf = new int[lattice.volume()];
    Arrays.setAll(orbitOf, p -> numbers.get(folded(lattice, p)));
    int n = lattice.volume() * FieldForce.REPLICAS;
    this.re = new double[n];
    this.im = new double[n];
    this.nextRe = new double[n];
    this.nextIm = new double[n];
  }

  private static List<Orbit> orbits(Lattice lattice, Map<List<Integer>, Integer> sizes) {
    List<Orbit> orbits = new ArrayList<>();
    sizes.forEach(
        (k, size) -> {
          double square = 0;
          for (int axis = 0; axis < k.size(); axis++) {
            double s = 2 * StrictMath.sin(Math.PI * k.get(axis) / lattice.extent(axis));
            square += s * s;
          }
          orbits.add(new Orbit(k, square, size));
        });
    orbits.sort(Comparator.comparingDouble(Orbit::momentumSquared));
    return List.copyOf(orbits);
  }

  private static List<Integer> folded(Lattice lattice, int p) {
    List<Integer> k = new ArrayList<>();
    for (int axis = 0; axis < lattice.dimension(); axis++) {
      int c = lattice.coordinate(p, axis);
      k.add(Math.min(c, lattice.extent(axis) - c));
    }
    if (lattice.isCubic()) {
      k.sort(Comparator.reverseOrder());
    }
    return k;
  }

  /// The orbits, by p̂².
  public List<Orbit> orbits() {
    return orbits;
  }

  /// Adds |φ̃(p)|²/V of eight interleaved replicas, averaged over each orbit. The field is not modified.
  ///
  /// @param sums \[orbit\]\[replica\]. Modified.
  void add(double[] φ, double[][] sums) {
    System.arraycopy(φ, 0, re, 0, φ.length);
    Arrays.fill(im, 0);
    for (int axis = 0; axis < lattice.dimension(); axis++) {
      transform(axis);
    }
    for (int p = 0; p < orbitOf.length; p++) {
      Orbit orbit = orbits.get(orbitOf[p]);
      double share = 1 / ((double) lattice.volume() * orbit.size());
      double[] sum = sums[orbitOf[p]];
      for (int r = 0; r < FieldForce.REPLICAS; r++) {
        int i = p * FieldForce.REPLICAS + r;
        sum[r] = Math.fma(share, Math.fma(re[i], re[i], im[i] * im[i]), sum[r]);
      }
    }
  }

  /// Along one axis, whose neighbours lie `chunk` numbers apart.
  private void transform(int axis) {
    int extent = lattice.extent(axis);
    int chunk = lattice.stride(axis) * FieldForce.REPLICAS;
    int n = extent;
    int done = 1;
    while (n > 1) {
      int p = smallestFactor(n);
      double[] cosine = new double[n];
      double[] sine = new double[n];
      double turn = 2 * Math.PI / n;
      Arrays.setAll(cosine, i -> StrictMath.cos(turn * i));
      Arrays.setAll(sine, i -> StrictMath.sin(turn * i));
      for (int block = 0; block < re.length; block += extent * chunk) {
        butterflies(block, n, p, done * chunk, cosine, sine);
      }
      double[] swap = re;
      re = nextRe;
      nextRe = swap;
      swap = im;
      im = nextIm;
      nextIm = swap;
      done *= p;
      n /= p;
    }
  }

  /// y[pk + t] = Σ_j x[k + mj] e^(−2πi (k + mj)t/n), m = n/p, on runs of `run` numbers.
  private void butterflies(int block, int n, int p, int run, double[] cosine, double[] sine) {
    int m = n / p;
    for (int k = 0; k < m; k++) {
      for (int t = 0; t < p; t++) {
        int to = block + (p * k + t) * run;
        Arrays.fill(nextRe, to, to + run, 0);
        Arrays.fill(nextIm, to, to + run, 0);
        for (int j = 0; j < p; j++) {
          int turn = (k * t + m * j * t) % n;
          double c = cosine[turn];
          double s = -sine[turn];
          int from = block + (k + m * j) * run;
          for (int i = 0; i < run; i++) {
            nextRe[to + i] += c * re[from + i] - s * im[from + i];
            nextIm[to + i] += s * re[from + i] + c * im[from + i];
          }
        }
      }
    }
  }

  private static int smallestFactor(int n) {
    for (int p = 2; p * p <= n; p++) {
      if (n % p == 0) {
        return p;
      }
    }
    return n;
  }
}
