package org.nnft.symmetry;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Families of symmetries by the name that an experiment file uses: the dimension follows from the field.
public enum GroupFamily {
  O,
  SO,
  U,
  SU,
  SP,
  PERMUTATIONS,
  HYPEROCTAHEDRAL,
  REFLECTIONS,
  SIGN,
  TRANSLATIONS,
  EUCLIDEAN,
  SCALINGS;

  /// Its name in files, such as `so` or `translations`.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Families that are groups of matrices.
  public static List<GroupFamily> matrices() {
    return List.copyOf(EnumSet.range(O, SIGN));
  }

  /// @throws IllegalArgumentException naming all families
  public static GroupFamily ofKey(String key) {
    return Arrays.stream(values())
        .filter(f -> f.key().equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown group '%s'; known are %s"
                        .formatted(
                            key,
                            Arrays.stream(values())
                                .map(GroupFamily::key)
                                .collect(Collectors.joining(", ")))));
  }

  /// The member that acts on n real components, the first `fixed` of which it leaves alone.
  ///
  /// @throws IllegalArgumentException if there is none
  public MatrixGroup on(int n, int fixed) {
    int acted = n - fixed;
    MatrixGroup group =
        switch (this) {
          case O -> new MatrixGroup.Orthogonal(acted);
          case SO -> new MatrixGroup.SpecialOrthogonal(acted);
          case U -> new MatrixGroup.Unitary(parts(acted, 2));
          case SU -> new MatrixGroup.SpecialUnitary(parts(acted, 2));
          case SP -> new MatrixGroup.Symplectic(parts(acted, 4));
          case PERMUTATIONS -> new MatrixGroup.Permutations(acted);
          case HYPEROCTAHEDRAL -> new MatrixGroup.Hyperoctahedral(acted);
          case REFLECTIONS -> new MatrixGroup.Reflections(acted);
          case SIGN -> new MatrixGroup.Parity(acted);
          case TRANSLATIONS, EUCLIDEAN, SCALINGS ->
              throw new IllegalArgumentException(key() + " act on inputs, not on outputs");
        };
    return fixed == 0 ? group : new MatrixGroup.Fixing(group, fixed);
  }

  private int parts(int components, int size) {
    if (components < size || components % size != 0) {
      throw new IllegalArgumentException(
          "%s needs a number of real components divisible by %d, got %d"
              .formatted(key(), size, components));
    }
    return components / size;
  }
}
