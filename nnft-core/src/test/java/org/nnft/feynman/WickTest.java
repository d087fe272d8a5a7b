package org.nnft.feynman;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// All pairings of up to 14 fields, sorted into classes by brute force, against the generator.
///
/// Two pairings are in one class if some permutation of clusters that respects vertices, points and external legs maps
/// the numbers of lines between clusters of one to those of the other.
class WickTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lambda f^4 | f f | 3",
        "lambda f^4 | f f f f | 2",
        "lambda f^4 | f f f f f f | 2",
        "kappa f^6 | f f | 2",
        "kappa f^8 | f f f f f f | 1",
        "g f^3 | f | 3",
        "g f^3 | f f | 4",
        "g f^3 + lambda f^4 + alpha f^5 | f f f f f | 2",
        "lambda f^4 + kappa f^6 | f f | 2",
        "y phi psi^2 | phi phi psi psi | 2",
        "y phi psi^2 | phi phi | 4",
        "y phi psi^2 + lambda phi^4 | phi phi | 3",
        "lambda (int f^2)^2 | f f f f | 2",
        "lambda (int f^2)^2 | f f | 3",
        "a (int f^2)(int f^4) | f f | 2",
        "lambda (f_a f_a)^2 | f f f f | 2",
        "lambda (f_a f_a)^3 | f f | 2",
        "lambda (int f_a f_a f_b f_b)^2 | f f f f | 1",
        "lambda (f_a g_a)^2 + y s f_a f_a | f f g g | 2"
      })
  void classesOfPairings(String text, String legs, int order) {
    Interaction interaction = Interaction.parse(text);
    List<String> external = List.of(legs.split(" ", -1));
    DiagramSum sum =
        DiagramGenerator.of(interaction, external).order(order).withVacuum().diagrams();
    Map<List<Vertex>, List<Long>> generated = new HashMap<>();
    for (Diagram d : sum) {
      List<Long> counts = generated.computeIfAbsent(d.vertices(), _ -> new ArrayList<>());
      long each = d.contractions().longValueExact() / d.labellings();
      counts.addAll(Collections.nCopies((int) d.labellings(), each));
    }
    generated.forEach(
        (vertices, counts) ->
            assertThat(counts.stream().sorted().toList())
                .as("%s", vertices)
                .isEqualTo(new BruteForce(vertices, external).classes()));
    assertThat(generated).isNotEmpty();
  }

  /// Fields are numbered, external ones first.
  private static final class BruteForce {
    private final List<String> fields = new ArrayList<>();
    private final List<Integer> clusterOf = new ArrayList<>();
    private final List<String> kinds = new ArrayList<>();
    private final List<int[]> owners = new ArrayList<>();
    private final List<int[]> symmetries = new ArrayList<>();
    private final Map<String, Long> counts = new HashMap<>();
    private final Map<String, String> smallest = new HashMap<>();

    BruteForce(List<Vertex> vertices, List<String> external) {
      for (String leg : external) {
        clusterOf.add(fields.size());
        fields.add(leg);
        kinds.add("leg " + fields.size());
        owners.add(new int[] {-fields.size(), 0});
      }
      for (int v = 0; v < vertices.size(); v++) {
        for (Cluster cluster : vertices.get(v).clusters()) {
          for (var legs : cluster.legs().entrySet()) {
            for (int k = 0; k < legs.getValue(); k++) {
              clusterOf.add(kinds.size());
              fields.add(legs.getKey());
            }
          }
          kinds.add(vertices.get(v) + " " + cluster.form());
          owners.add(new int[] {v, cluster.point()});
        }
      }
      permutations(new int[kinds.size()], 0, 0);
    }

    List<Long> classes() {
      pair(0, new int[fields.size()]);
      return counts.values().stream().sorted().toList();
    }

    private void permutations(int[] image, int next, int used) {
      if (next == image.length) {
        symmetries.add(image.clone());
        return;
      }
      for (int c = 0; c < image.length; c++) {
        if ((used >> c & 1) == 0 && kinds.get(c).equals(kinds.get(next)) && keeps(image, next, c)) {
          image[next] = c;
          permutations(image, next + 1, used | 1 << c);
        }
      }
    }

    /// Whether clusters of one vertex, and of one point, stay together.
    private boolean keeps(int[] image, int next, int c) {
      for (int earlier = 0; earlier < next; earlier++) {
        int[] a = owners.get(earlier);
        int[] b = owners.get(next);
        int[] p = owners.get(image[earlier]);
        int[] q = owners.get(c);
        if (a[0] == b[0] != (p[0] == q[0]) || Arrays.equals(a, b) != Arrays.equals(p, q)) {
          return false;
        }
      }
      return true;
    }

    /// @param partner 1 + the field with which a field is paired, 0 for none yet
    private void pair(int first, int[] partner) {
      if (first == partner.length) {
        count(partner);
        return;
      }
      if (partner[first] != 0) {
        pair(first + 1, partner);
        return;
      }
      for (int other = first + 1; other < partner.length; other++) {
        if (partner[other] == 0 && fields.get(other).equals(fields.get(first))) {
          partner[first] = other + 1;
          partner[other] = first + 1;
          pair(first + 1, partner);
          partner[first] = 0;
          partner[other] = 0;
        }
      }
    }

    private void count(int[] partner) {
      int n = kinds.size();
      List<String> names = fields.stream().distinct().toList();
      byte[][] lines = new byte[n][n * names.size()];
      for (int i = 0; i < partner.length; i++) {
        lines[clusterOf.get(i)][n * names.indexOf(fields.get(i)) + clusterOf.get(partner[i] - 1)]++;
      }
      counts.merge(
          smallest.computeIfAbsent(text(lines, symmetries.getFirst()), _ -> smallest(lines)),
          1L,
          Long::sum);
    }

    private String smallest(byte[][] lines) {
      return symmetries.stream().map(s -> text(lines, s)).min(String::compareTo).orElseThrow();
    }

    private String text(byte[][] lines, int[] image) {
      int n = kinds.size();
      StringBuilder text = new StringBuilder();
      for (int c = 0; c < n; c++) {
        for (int d = 0; d < lines[c].length; d++) {
          text.append(lines[image[c]][d / n * n + image[d % n]]);
        }
      }
      return text.toString();
    }
  }

  /// (8 + 5)!! = 135135 pairings at most.
  @ParameterizedTest
  @CsvSource({"2, 14", "4, 12"})
  void pairingsAreAllCounted(int legs, int fields) {
    long all =
        IntStream.iterate(1, k -> k < fields, k -> k + 2).asLongStream().reduce(1, (a, b) -> a * b);
    List<Vertex> vertices =
        Collections.nCopies((fields - legs) / 4, Interaction.parse("l f^4").terms().getFirst());
    List<Long> classes = new BruteForce(vertices, Collections.nCopies(legs, "f")).classes();
    assertThat(classes.stream().mapToLong(Long::longValue).sum()).isEqualTo(all);
  }
}
