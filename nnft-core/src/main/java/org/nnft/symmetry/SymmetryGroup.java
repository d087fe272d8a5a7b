package org.nnft.symmetry;

import org.nnft.math.Digits;
import org.nnft.math.Lanes;
import org.nnft.random.StreamKey;
import org.nnft.random.WordStream;

/// A group of transformations of fields, f ↦ gf, under which the law of f may be invariant.
public sealed interface SymmetryGroup {

  /// Internal symmetries, (gf)(x) = g f(x).
  record OnOutputs(MatrixGroup group) implements SymmetryGroup {
    @Override
    public String symbol() {
      return group.symbol() + " on outputs";
    }
  }

  /// Linear space-time symmetries, (gf)(x) = f(g⁻¹x).
  record OnInputs(MatrixGroup group) implements SymmetryGroup {
    @Override
    public String symbol() {
      return group.symbol() + " on inputs";
    }
  }

  /// (gf)(x) = f(x − c) for all c ∈ ℝᵈ.
  ///
  /// @param inputs d ≥ 1
  /// @param reach > 0; a sample tries components of c uniform on [−reach, reach]
  record Translations(int inputs, double reach) implements SymmetryGroup {
    public Translations {
      requirePositive("reach of translations", reach);
    }

    @Override
    public String symbol() {
      return "translations of ℝ" + Digits.superscript(inputs);
    }
  }

  /// Rotations, reflections and translations, E(d) = ℝᵈ ⋊ O(d): (gf)(x) = f(R⁻¹(x − c)).
  ///
  /// @param inputs d ≥ 1
  /// @param reach as of [Translations]
  record Euclidean(int inputs, double reach) implements SymmetryGroup {
    public Euclidean {
      requirePositive("reach of translations", reach);
    }

    @Override
    public String symbol() {
      return "E(" + inputs + ") on inputs";
    }
  }

  /// Dilatations of weight Δ: (gf)(x) = λ^(−Δ) f(λx) for all λ > 0.
  ///
  /// @param degree Δ
  /// @param reach > 1; a sample tries ln λ uniform on [−ln reach, ln reach]
  record Scalings(double degree, double reach) implements SymmetryGroup {
    public Scalings {
      if (!Double.isFinite(degree) || !(reach > 1 && Double.isFinite(reach))) {
        throw new IllegalArgumentException(
            "scalings need a finite degree and a reach above 1, got %s and %s"
                .formatted(degree, reach));
      }
    }

    @Override
    public String symbol() {
      return degree == 0
          ? "scalings of inputs"
          : "scalings of inputs with weight " + number(degree);
    }
  }

  /// Its name in print, such as `SO(5) on outputs`.
  String symbol();

  /// Whether it is compact, so that an average over it projects onto what is invariant.
  default boolean isCompact() {
    return switch (this) {
      case OnOutputs _, OnInputs _ -> true;
      case Translations _, Euclidean _, Scalings _ -> false;
    };
  }

  /// Whether it moves inputs.
  default boolean movesInputs() {
    return !(this instanceof OnOutputs);
  }

  /// Element number `index` ≥ 0 of a random sequence: from the Haar measure where the group is compact.
  ///
  /// @param d number of inputs
  /// @param components number of outputs D
  default FieldTransformation element(int d, int components, long seed, long index) {
    requireActsOn(d, components);
    double[][] outputs = Matrices.identity(components);
    double[][] inputs = Matrices.identity(d);
    double[] none = new double[d];
    return switch (this) {
      case OnOutputs(MatrixGroup g) ->
          new FieldTransformation(HaarMeasure.of(g, seed).element(index), inputs, none);
      case OnInputs(MatrixGroup g) ->
          new FieldTransformation(
              outputs, Matrices.transposed(HaarMeasure.of(g, seed).element(index)), none);
      case Translations(int _, double reach) ->
          new FieldTransformation(outputs, inputs, uniform(d, reach, seed, index));
      case Euclidean(int _, double reach) -> {
        MatrixGroup rotations = new MatrixGroup.Orthogonal(d);
        yield new FieldTransformation(
            outputs,
            Matrices.transposed(HaarMeasure.of(rotations, seed).element(index)),
            uniform(d, reach, seed, index));
      }
      case Scalings(double degree, double reach) -> {
        double λ = Math.exp(uniform(1, Math.log(reach), seed, index)[0]);
        yield new FieldTransformation(
            Matrices.scaled(Math.pow(λ, -degree), outputs), Matrices.scaled(λ, inputs), none);
      }
    };
  }

  /// Refuses fields of other dimensions.
  ///
  /// @throws IllegalArgumentException naming both dimensions
  default void requireActsOn(int d, int components) {
    switch (this) {
      case OnOutputs(MatrixGroup g) -> requireDimension("outputs", g.dimension(), components);
      case OnInputs(MatrixGroup g) -> requireDimension("inputs", g.dimension(), d);
      case Translations(int inputs, double _) -> requireDimension("inputs", inputs, d);
      case Euclidean(int inputs, double _) -> requireDimension("inputs", inputs, d);
      case Scalings _ -> {}
    }
  }

  private void requireDimension(String what, int acts, int has) {
    if (acts != has) {
      throw new IllegalArgumentException(
          "%s acts on %d real components, the field has %d %s"
              .formatted(symbol(), acts, has, what));
    }
  }

  private double[] uniform(int count, double reach, long seed, long index) {
    WordStream words = new WordStream(Lanes.best(), StreamKey.of(seed, toString()), 0, 1);
    words.start(index, 1);
    double[] result = new double[count];
    double[] u = new double[1];
    for (int k = 0; k < count; k++) {
      Lanes.best().uniform(words.next(), u, 1);
      result[k] = reach * (2 * u[0] - 1);
    }
    return result;
  }

  private static void requirePositive(String what, double value) {
    if (!(value > 0 && Double.isFinite(value))) {
      throw new IllegalArgumentException(what + " must be positive and finite, got " + value);
    }
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
