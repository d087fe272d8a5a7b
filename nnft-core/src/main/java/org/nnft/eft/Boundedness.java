package org.nnft.eft;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.MatrixUtils;
import org.nnft.math.Elementary;
import org.nnft.math.Philox;

/// Whether e^(−S) can be normalised: does S grow in every direction?
///
/// In a direction v, S(rv) is a polynomial in r, and its highest power that does not vanish decides. The smallest
/// value of the highest form on the unit sphere is searched for by projected gradient descent with backtracking
/// from many starting directions (compare Kolda & Mayo, SIAM J. Matrix Anal. Appl. 32, 2011). A direction that
/// is found proves that S is unbounded; that none is found proves nothing beyond the density of the starts, since the
/// question is NP-hard in general.
public sealed interface Boundedness {

  /// No direction was found in which S falls.
  ///
  /// @param leading value of the highest form in the direction where it is smallest, of unit length
  record Bounded(double leading) implements Boundedness {}

  /// S → −∞.
  ///
  /// @param direction of unit length
  /// @param power of r that decides
  /// @param coefficient of that power, negative
  record Unbounded(List<Double> direction, int power, double coefficient) implements Boundedness {
    public Unbounded {
      direction = List.copyOf(direction);
    }

    /// What is wrong and what to do, in words.
    public String explanation() {
      String along =
          String.join(
              ", ", direction.stream().map(v -> String.format(Locale.ROOT, "%.3g", v)).toList());
      String reason =
          switch (power) {
            case 4 ->
                "the quartic form is negative there (a positive connected 4-point function means λ < 0) and no sextic term stabilises it; keep the next order in 1/N, which brings κφ⁶";
            case 6 ->
                "the sextic form is negative there (κ < 0); keep the next order in 1/N, or raise the width";
            default ->
                "its power %d is negative or odd there; keep another order in 1/N".formatted(power);
          };
      return String.format(
          Locale.ROOT,
          "S → −∞ like %.3g r^%d along φ = r(%s), so e^(−S) is no density and cannot be sampled: %s",
          coefficient,
          power,
          along,
          reason);
    }
  }

  /// Starting directions of the search.
  int STARTS = 64;

  /// Relative size below which a coefficient counts as zero.
  double NOTHING = 1e-10;

  /// Searches the directions of an action, in the coordinates in which a positive quadratic form is 1.
  static Boundedness of(EffectiveAction action) {
    int degree = action.degree();
    while (degree > 0 && action.kernel(degree).largest() == 0) {
      degree--;
    }
    double[][] toField = coordinates(action.kernel(2));
    SymmetricTensor form = action.kernel(degree).transform(Whitening.transpose(toField));
    double[] lowest = start(0, action.points());
    for (int start = 0; start < STARTS + action.points(); start++) {
      double[] v = descend(form, start(start, action.points()));
      for (double[] w : List.of(v, negative(v))) {
        if (form.value(w) < form.value(lowest)) {
          lowest = w;
        }
      }
    }
    return decide(action, degree, unit(new Array2DRowRealMatrix(toField).operate(lowest)));
  }

  /// A with φ = A x, so that the quadratic form is ½x²; 1 if it is not positive definite.
  private static double[][] coordinates(SymmetricTensor quadratic) {
    int m = quadratic.points();
    if (quadratic.largest() > 0) {
      Whitening white = Whitening.of(quadratic.matrix());
      if (Double.isFinite(white.conditionNumber())) {
        return Whitening.transpose(white.toWhite());
      }
    }
    return MatrixUtils.createRealIdentityMatrix(m).getData();
  }

  private static Boundedness decide(EffectiveAction action, int degree, double[] v) {
    for (int power = degree; power > 0; power--) {
      SymmetricTensor kernel = action.kernel(power);
      double coefficient = kernel.value(v);
      if (coefficient < -NOTHING * kernel.largest()) {
        return new Unbounded(Arrays.stream(v).boxed().toList(), power, coefficient);
      }
      if (coefficient > NOTHING * kernel.largest()) {
        return new Bounded(action.kernel(degree).value(v));
      }
    }
    return new Unbounded(Arrays.stream(v).boxed().toList(), 0, 0);
  }

  /// The axes first, then fixed directions spread over the sphere.
  private static double[] start(int number, int points) {
    double[] v = new double[points];
    if (number < points) {
      v[number] = 1;
      return v;
    }
    for (int i = 0; i < points; i++) {
      int[] word = {number, i, 0, 0};
      Philox.generate(word, 1, 2);
      double p = ((word[0] >>> 1) + 0.5) / (1L << 31);
      v[i] = p <= 0.5 ? Elementary.normalQuantile(p) : -Elementary.normalQuantile(1 - p);
    }
    return unit(v);
  }

  private static double[] descend(SymmetricTensor form, double[] start) {
    double[] v = start;
    double value = form.value(v);
    double step = 1;
    for (int iteration = 0; iteration < 200 && step > 1e-12; iteration++) {
      double[] gradient = new double[v.length];
      form.addGradient(v, gradient);
      // By Euler's theorem v·∇ is degree times the value: what is left is tangent to the sphere.
      for (int i = 0; i < v.length; i++) {
        gradient[i] -= form.order() * value * v[i];
      }
      double norm = Math.sqrt(Arrays.stream(gradient).map(g -> g * g).sum());
      if (norm <= 1e-14 * form.largest()) {
        return v;
      }
      double[] next = new double[v.length];
      for (int i = 0; i < v.length; i++) {
        next[i] = v[i] - step * gradient[i] / norm;
      }
      next = unit(next);
      double lower = form.value(next);
      if (lower < value) {
        v = next;
        value = lower;
        step *= 2;
      } else {
        step /= 4;
      }
    }
    return v;
  }

  private static double[] unit(double[] v) {
    double norm = Math.sqrt(Arrays.stream(v).map(x -> x * x).sum());
    return Arrays.stream(v).map(x -> x / norm).toArray();
  }

  private static double[] negative(double[] v) {
    return Arrays.stream(v).map(x -> -x).toArray();
  }
}
