package org.nnft.math;

/// Elementwise arithmetic on the first n entries of arrays, one network per entry ("lane").
///
/// Every implementation gives the same bits: an elementary function is one fixed sequence of IEEE
/// operations, and sums keep [#SUM_LANES] partial sums whatever the width of the hardware. Outputs may alias
/// inputs. Arrays are not kept.
public sealed interface Lanes permits ScalarLanes, VectorLanes {

  /// Partial sums of every reduction; part of the contract, not of the hardware.
  int SUM_LANES = 8;

  /// The fastest implementation here: vectors if the program was started with the module
  /// `jdk.incubator.vector`.
  static Lanes best() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
        ? new VectorLanes()
        : new ScalarLanes();
  }

  /// For provenance only: the bits of a result do not depend on it.
  String name();

  /// y = eˣ.
  void exp(double[] x, double[] y, int n);

  /// y = ln x.
  void log(double[] x, double[] y, int n);

  /// y = ln(1 + x).
  void log1p(double[] x, double[] y, int n);

  /// y = sin x.
  void sin(double[] x, double[] y, int n);

  /// y = cos x.
  void cos(double[] x, double[] y, int n);

  /// y = tanh x.
  void tanh(double[] x, double[] y, int n);

  /// y = erf x.
  void erf(double[] x, double[] y, int n);

  /// y = √x.
  void sqrt(double[] x, double[] y, int n);

  /// y = |x|.
  void abs(double[] x, double[] y, int n);

  /// y = max(x, c).
  void max(double[] x, double c, double[] y, int n);

  /// y = a if x > 0, b if x = 0, c if x < 0; NaN stays NaN.
  void select(double[] x, double a, double b, double c, double[] y, int n);

  /// y = c.
  void fill(double c, double[] y, int n);

  /// z = x + y.
  void add(double[] x, double[] y, double[] z, int n);

  /// z = x − y.
  void subtract(double[] x, double[] y, double[] z, int n);

  /// z = x·y.
  void multiply(double[] x, double[] y, double[] z, int n);

  /// z = x/y.
  void divide(double[] x, double[] y, double[] z, int n);

  /// y = a·x + b, one fma.
  void affine(double a, double[] x, double b, double[] y, int n);

  /// z = a·x + y, one fma.
  void axpy(double a, double[] x, double[] y, double[] z, int n);

  /// w = x·y + z, one fma.
  void fma(double[] x, double[] y, double[] z, double[] w, int n);

  /// `z[p]` = `x[p]`·w + b for every p, one fma: the pre-activations of a unit of one input at all points.
  void lines(double[] x, double[] w, double[] b, double[][] z, int n);

  /// `f[p]` = v·`h[p]` + `f[p]` for every p, one fma.
  void addProducts(double[] v, double[][] h, double[][] f, int n);

  /// `f[p]` = v·z + `f[p]` unless z = `x[p]`·w + b is negative, two fma: a rectified unit of one input at all points, in one
  /// pass.
  void addRectified(double[] x, double[] w, double[] b, double[] v, double[][] f, int n);

  /// `f[p]` = v·erf(`x[p]`·w + b) + `f[p]`, two fma: an erf unit of one input at all points, in one pass.
  void addErf(double[] x, double[] w, double[] b, double[] v, double[][] f, int n);

  /// `f[p]` = v·exp(`x[p]`·w + b − `c[p]`) + `f[p]`, two fma: an exponential unit of one input at all points, in one pass.
  void addExp(double[] x, double[] c, double[] w, double[] b, double[] v, double[][] f, int n);

  /// sums[offset + ℓ] += Σ x[ℓ + 8k], k ascending, for each of the 8 lanes ℓ.
  ///
  /// @param n a multiple of 8
  void accumulate(double[] x, int n, double[] sums, int offset);

  /// z = x·y, and accumulates z as [#accumulate] does.
  ///
  /// @param n a multiple of 8
  void multiplyAccumulate(double[] x, double[] y, double[] z, int n, double[] sums, int offset);

  /// Accumulates x·y without storing it: the lane's partial sum takes the rounded product.
  ///
  /// @param n a multiple of 8
  void productAccumulate(double[] x, double[] y, int n, double[] sums, int offset);

  /// Accumulates `x[k]·y[j]` for all k and j, one fma each, in groups of 8 partial sums: k by k from `at` on.
  ///
  /// @param x three or six arrays. Not modified.
  /// @param y four arrays. Not modified.
  /// @param n a multiple of 8
  void productSums(double[][] x, double[][] y, int n, double[] sums, int at);

  /// z(u, q) += Σₖ w(u, k) · x(k, q), k ascending, one fma each: units u of a layer at points q. Rows of n numbers: z(u, q) is row
  /// u·P + q, x(k, q) row k·P + q, w(u, k) what begins at `at[u·K + k]`.
  ///
  /// @param weights not modified
  /// @param at where rows of weights begin. Not modified.
  /// @param x not modified
  /// @param fanIn K
  /// @param z modified
  /// @param points P
  /// @param n a multiple of 16
  void addUnits(
      double[] weights, int[] at, double[] x, int fanIn, double[] z, int units, int points, int n);

  /// Row `pair` of `gram` += Σᵤ hᵤ(p) · hᵤ(q), u ascending, one fma each, for the pairs (0, 0), (0, 1) … (P − 1, P − 1).
  /// Rows of n numbers.
  ///
  /// @param h hᵤ(p) in row u·P + p. Not modified.
  /// @param points P
  /// @param gram modified
  /// @param n a multiple of 16
  void addGram(double[] h, int units, int points, double[] gram, int n);

  /// Scratch for the factors of covariance matrices of P points.
  GramFactor factor(int points);

  /// Two 64-bit random words for each of n consecutive networks: Philox4x32-10 with 64-bit key and
  /// counter (low word of network, high word of network, block, stream).
  ///
  /// @param keys the round keys, [Philox#schedule]. Not modified.
  /// @param even the first two 32-bit outputs, x₀ | x₁·2³². Modified.
  /// @param odd the last two, x₂ | x₃·2³². Modified.
  void philox(
      long[] keys, int stream, int block, long firstNetwork, long[] even, long[] odd, int n);

  /// The same for `blocks` consecutive blocks, n numbers after n numbers.
  ///
  /// @param n a multiple of 16
  void philox(
      long[] keys,
      int stream,
      int block,
      int blocks,
      long firstNetwork,
      long[] even,
      long[] odd,
      int n);

  /// y = uniform on (0, 1): (⌊word/2¹²⌋ + ½)·2⁻⁵², symmetric about ½, never 0 or 1.
  void uniform(long[] words, double[] y, int n);

  /// y = ±1 by the top bit of the word.
  void sign(long[] words, double[] y, int n);

  /// y = standard normal by the inverse distribution function, monotone in the word.
  ///
  /// The top bit is the sign, the other 63 bits v the tail probability, so that tails are right to
  /// 9σ: p = (v + ½)·2⁻⁶⁴ ∈ (0, ½), rounded to 53 digits but below ½, |y| = −Φ⁻¹(p).
  void normal(long[] words, double[] y, int n);
}
