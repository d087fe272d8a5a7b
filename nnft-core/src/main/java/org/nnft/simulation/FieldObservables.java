package org.nnft.simulation;

import java.util.ArrayList;
import java.util.List;

/// What is measured of an interacting field: moments at the centre of the box, and correlators across it.
///
/// For each field: ⟨φ(0)²⟩, ⟨φ(0)⁴⟩, and ⟨φ(−r/2)φ(r/2)⟩ at distances r = 2a, 4a, … along the last axis, symmetric
/// about the centre, where the box's ends are farthest; for each pair of fields ⟨φ_i(0)²φ_j(0)²⟩.
///
/// @param field the theory
/// @param distances number of distances, 0 … cells/2
public record FieldObservables(InteractingField field, int distances) {

  public FieldObservables {
    int most = field.grid().cells() / 2;
    if (distances < 0 || distances > most) {
      throw new IllegalArgumentException(
          "the box has room for 0 to %d distances, got %d".formatted(most, distances));
    }
  }

  /// Number of observables.
  public int size() {
    int n = field.networks().size();
    return n * (2 + distances) + n * (n - 1) / 2;
  }

  /// Which observable is ⟨φ_i(0)²⟩; the fourth moment follows it, then the correlators.
  public int square(int i) {
    return i * (2 + distances);
  }

  /// Which observable is the correlator of field i at the k-th distance, from 1.
  public int correlator(int i, int k) {
    return square(i) + 1 + k;
  }

  /// The k-th distance, from 1.
  public double distance(int k) {
    return 2 * k * field.grid().spacing();
  }

  /// Effective masses of the first field, ln(C(r)/C(r + 2a))/2a at every distance but the last; NaN where a correlator
  /// is not positive.
  ///
  /// @param values of all observables. Not modified.
  public double[] effectiveMasses(double[] values) {
    double[] masses = new double[Math.max(0, distances - 1)];
    for (int k = 1; k <= masses.length; k++) {
      masses[k - 1] = gap(values, k, k + 1);
    }
    return masses;
  }

  /// ln(C(r₁)/C(r₂))/(r₂ − r₁) of the first field: the gap E₁ − E₀ once r₁ is large.
  ///
  /// @param near number of the distance r₁, from 1
  /// @param far number of the distance r₂
  public double gap(double[] values, int near, int far) {
    double ratio = values[correlator(0, near)] / values[correlator(0, far)];
    return ratio > 0 ? Math.log(ratio) / (distance(far) - distance(near)) : Double.NaN;
  }

  /// Names such as `⟨φ(0)²⟩`.
  public List<String> names() {
    List<String> names = new ArrayList<>();
    List<String> fields = field.potential().fields();
    for (String f : fields) {
      names.add("⟨%s(0)²⟩".formatted(f));
      names.add("⟨%s(0)⁴⟩".formatted(f));
      for (int k = 1; k <= distances; k++) {
        names.add("⟨%s %s⟩ at r = %.3g".formatted(f, f, distance(k)));
      }
    }
    for (int i = 0; i < fields.size(); i++) {
      for (int j = i + 1; j < fields.size(); j++) {
        names.add("⟨%s(0)² %s(0)²⟩".formatted(fields.get(i), fields.get(j)));
      }
    }
    return names;
  }

  /// All observables of one configuration.
  ///
  /// @param φ \[field\]\[grid point\]. Not modified.
  /// @param values of length [#size()]. Modified.
  void of(double[][] φ, double[] values) {
    int centre = field.grid().onAxis(0);
    int at = 0;
    for (double[] f : φ) {
      double square = f[centre] * f[centre];
      values[at++] = square;
      values[at++] = square * square;
      for (int k = 1; k <= distances; k++) {
        values[at++] = f[field.grid().onAxis(-k)] * f[field.grid().onAxis(k)];
      }
    }
    for (int i = 0; i < φ.length; i++) {
      for (int j = i + 1; j < φ.length; j++) {
        double a = φ[i][centre];
        double b = φ[j][centre];
        values[at++] = a * a * b * b;
      }
    }
  }
}
