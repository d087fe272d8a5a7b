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

  /// The first observable of two fields; equal to [#size()] for one field.
  public int firstMixed() {
    return square(field.networks().size());
  }

  /// The k-th distance, from 1.
  public double distance(int k) {
    return 2 * k * field.grid().spacing();
  }

  /// The lowest excitation as the first field's correlator C(r) shows it, for every distance but the last: effective
  /// masses M(r) = ln(C(r)/C(r + 2a))/2a, which tend to E₁ − E₀, then all C(r)e^(rM(r)), which tend to |⟨0|φ|1⟩|²; NaN
  /// where a correlator is not positive.
  ///
  /// @param values of all observables. Not modified.
  public double[] excitation(double[] values) {
    int count = Math.max(0, distances - 1);
    double[] result = new double[2 * count];
    for (int k = 1; k <= count; k++) {
      double near = values[correlator(0, k)];
      double ratio = near / values[correlator(0, k + 1)];
      double mass = ratio > 0 ? Math.log(ratio) / distance(1) : Double.NaN;
      result[k - 1] = mass;
      result[count + k - 1] = near * Math.exp(mass * distance(k));
    }
    return result;
  }

  /// Names such as `⟨φ(0)²⟩`.
  public List<String> names() {
    List<String> names = new ArrayList<>();
    List<String> fields =
        field.potential().fields().stream().map(FieldObservables::symbol).toList();
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

  /// `φ` for `phi`: a field called by a Greek letter's name is written as that letter.
  private static String symbol(String field) {
    return switch (field) {
      case "phi" -> "φ";
      case "chi" -> "χ";
      case "psi" -> "ψ";
      case "sigma" -> "σ";
      case "eta" -> "η";
      default -> field;
    };
  }

  /// All observables of one configuration.
  ///
  /// @param variables of the potential, \[variable\]\[grid point\]. Not modified.
  /// @param values of length [#size()]. Modified.
  void of(double[][] variables, double[] values) {
    int centre = field.grid().onAxis(0);
    int count = field.networks().size();
    int at = 0;
    for (int i = 0; i < count; i++) {
      double[] f = variables[field.potential().variable(i)];
      double square = f[centre] * f[centre];
      values[at++] = square;
      values[at++] = square * square;
      for (int k = 1; k <= distances; k++) {
        values[at++] = f[field.grid().onAxis(-k)] * f[field.grid().onAxis(k)];
      }
    }
    for (int i = 0; i < count; i++) {
      for (int j = i + 1; j < count; j++) {
        double a = variables[field.potential().variable(i)][centre];
        double b = variables[field.potential().variable(j)][centre];
        values[at++] = a * a * b * b;
      }
    }
  }
}
