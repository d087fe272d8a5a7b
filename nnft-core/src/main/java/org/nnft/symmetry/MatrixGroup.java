package org.nnft.symmetry;

import java.util.List;
import org.nnft.math.Digits;

/// A compact group of orthogonal n × n matrices: what may mix the components of a field, or of an input.
///
/// Complex components are pairs of real ones, (Re f₁, Im f₁, Re f₂, Im f₂, …), quaternions are four real
/// ones, so that Sp(n) ⊂ SU(2n) ⊂ SO(4n). [HaarMeasure] draws elements, [GroupGenerator] lists what
/// generates the group.
public sealed interface MatrixGroup {

  /// All orthogonal matrices, O(n).
  record Orthogonal(int dimension) implements MatrixGroup {
    public Orthogonal {
      requireAtLeast("O(n)", 1, dimension);
    }

    @Override
    public String symbol() {
      return "O(" + dimension + ")";
    }
  }

  /// Rotations, SO(n).
  record SpecialOrthogonal(int dimension) implements MatrixGroup {
    public SpecialOrthogonal {
      requireAtLeast("SO(n)", 2, dimension);
    }

    @Override
    public String symbol() {
      return "SO(" + dimension + ")";
    }
  }

  /// Unitary matrices of n complex components, U(n), on ℝ²ⁿ.
  ///
  /// @param components n ≥ 1
  record Unitary(int components) implements MatrixGroup {
    public Unitary {
      requireAtLeast("U(n)", 1, components);
    }

    @Override
    public int dimension() {
      return 2 * components;
    }

    @Override
    public String symbol() {
      return "U(" + components + ")";
    }
  }

  /// Unitary matrices of determinant 1, SU(n), on ℝ²ⁿ.
  ///
  /// @param components n ≥ 2
  record SpecialUnitary(int components) implements MatrixGroup {
    public SpecialUnitary {
      requireAtLeast("SU(n)", 2, components);
    }

    @Override
    public int dimension() {
      return 2 * components;
    }

    @Override
    public String symbol() {
      return "SU(" + components + ")";
    }
  }

  /// Compact symplectic group Sp(n): unitary matrices of n quaternionic components, on ℝ⁴ⁿ. They commute with
  /// multiplication by quaternions from the left.
  ///
  /// @param components n ≥ 1
  record Symplectic(int components) implements MatrixGroup {
    public Symplectic {
      requireAtLeast("Sp(n)", 1, components);
    }

    @Override
    public int dimension() {
      return 4 * components;
    }

    @Override
    public String symbol() {
      return "Sp(" + components + ")";
    }
  }

  /// Permutations of the components, S_n.
  record Permutations(int dimension) implements MatrixGroup {
    public Permutations {
      requireAtLeast("S_n", 2, dimension);
    }

    @Override
    public String symbol() {
      return "S" + Digits.subscript(dimension);
    }
  }

  /// Permutations with signs: the symmetries of the hypercube, Z₂ⁿ ⋊ S_n.
  record Hyperoctahedral(int dimension) implements MatrixGroup {
    public Hyperoctahedral {
      requireAtLeast("the hyperoctahedral group", 1, dimension);
    }

    @Override
    public String symbol() {
      return "B" + Digits.subscript(dimension);
    }
  }

  /// Signs of each component, Z₂ⁿ: reflections at the coordinate planes.
  record Reflections(int dimension) implements MatrixGroup {
    public Reflections {
      requireAtLeast("Z₂ⁿ", 1, dimension);
    }

    @Override
    public String symbol() {
      return dimension == 1 ? "Z₂" : "Z₂" + Digits.superscript(dimension);
    }
  }

  /// {1, −1}: all components change sign together.
  record Parity(int dimension) implements MatrixGroup {
    public Parity {
      requireAtLeast("Z₂", 1, dimension);
    }

    @Override
    public String symbol() {
      return "Z₂";
    }
  }

  /// A group that acts on all components but the first few, which it leaves alone: SO(n) → SO(n − k).
  ///
  /// @param group acts on components k + 1 … n
  /// @param fixed k ≥ 1
  record Fixing(MatrixGroup group, int fixed) implements MatrixGroup {
    public Fixing {
      requireAtLeast("a subgroup that fixes components", 1, fixed);
    }

    @Override
    public int dimension() {
      return group.dimension() + fixed;
    }

    @Override
    public String symbol() {
      return "%s fixing %s".formatted(group.symbol(), fixed == 1 ? "1" : "1…" + fixed);
    }
  }

  /// Number n of real components on which it acts.
  int dimension();

  /// Its name in print, such as SO(5).
  String symbol();

  /// What generates it.
  default List<GroupGenerator> generators() {
    return GroupGenerator.of(this);
  }

  private static void requireAtLeast(String what, int least, int got) {
    if (got < least) {
      throw new IllegalArgumentException(
          "%s needs a number of at least %d, got %d".formatted(what, least, got));
    }
  }
}
