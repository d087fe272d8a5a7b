package org.nnft.feynman;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// How many lines of which field join which clusters. Modified by the generator while it makes diagrams.
final class Wiring {
  /// The label of an edge that only says which cluster belongs to which point and vertex.
  private static final long BELONGS = 1L << 60;

  private static final int BITS = 4;

  final List<Vertex> vertices;
  final List<String> fields;
  final List<Cluster> clusters = new ArrayList<>();

  /// The vertex of each cluster.
  final int[] vertexOf;

  /// External legs, by cluster and field.
  final int[][] external;

  /// Lines, by field, cluster and cluster, symmetric; self-loops on the diagonal.
  final int[][][] lines;

  /// Lines from one external leg to another, by field.
  final int[] free;

  Wiring(List<Vertex> vertices, List<String> fields) {
    this.vertices = List.copyOf(vertices);
    this.fields = List.copyOf(fields);
    List<Integer> owners = new ArrayList<>();
    for (int v = 0; v < vertices.size(); v++) {
      for (Cluster cluster : vertices.get(v).clusters()) {
        clusters.add(cluster);
        owners.add(v);
      }
    }
    this.vertexOf = owners.stream().mapToInt(Integer::intValue).toArray();
    this.external = new int[clusters.size()][fields.size()];
    this.lines = new int[fields.size()][clusters.size()][clusters.size()];
    this.free = new int[fields.size()];
  }

  private Wiring(Wiring other) {
    this.vertices = other.vertices;
    this.fields = other.fields;
    this.clusters.addAll(other.clusters);
    this.vertexOf = other.vertexOf.clone();
    this.external = Arrays.stream(other.external).map(int[]::clone).toArray(int[][]::new);
    this.lines =
        Arrays.stream(other.lines)
            .map(l -> Arrays.stream(l).map(int[]::clone).toArray(int[][]::new))
            .toArray(int[][][]::new);
    this.free = other.free.clone();
  }

  Wiring copy() {
    return new Wiring(this);
  }

  /// The multigraph of clusters, points and vertices. A vertex of one cluster is a single node.
  ///
  /// @param labelled whether external legs are held fast, so that a cluster which has some stays where it is
  ColouredMultigraph graph(boolean labelled) {
    List<String> colours = new ArrayList<>();
    List<int[]> belongs = new ArrayList<>();
    for (int c = 0; c < clusters.size(); c++) {
      boolean fixed = labelled && Arrays.stream(external[c]).anyMatch(e -> e > 0);
      colours.add(
          clusters.get(c).form()
              + Arrays.toString(external[c])
              + (fixed ? "#" + c : "")
              + (vertices.get(vertexOf[c]).clusters().size() == 1
                  ? vertices.get(vertexOf[c])
                  : ""));
    }
    for (int v = 0; v < vertices.size(); v++) {
      if (vertices.get(v).clusters().size() > 1) {
        int vertex = v;
        int[] own =
            IntStream.range(0, clusters.size()).filter(c -> vertexOf[c] == vertex).toArray();
        int root = colours.size();
        colours.add("vertex " + vertices.get(v));
        for (int p = 0; p < vertices.get(v).points(); p++) {
          int node = colours.size();
          colours.add("point");
          belongs.add(new int[] {root, node});
          for (int c : own) {
            if (clusters.get(c).point() == p) {
              belongs.add(new int[] {node, c});
            }
          }
        }
      }
    }
    long[][] labels = new long[colours.size()][colours.size()];
    for (int s = 0; s < fields.size(); s++) {
      for (int c = 0; c < clusters.size(); c++) {
        for (int d = 0; d < clusters.size(); d++) {
          labels[c][d] |= (long) lines[s][c][d] << BITS * s;
        }
      }
    }
    for (int[] edge : belongs) {
      labels[edge[0]][edge[1]] = BELONGS;
      labels[edge[1]][edge[0]] = BELONGS;
    }
    return new ColouredMultigraph(colours, labels);
  }

  /// Whether some vertices hang together with no external leg.
  boolean hasVacuumPart() {
    int[] part = parts();
    for (int v = 0; v < part.length; v++) {
      boolean attached = false;
      for (int c = 0; c < vertexOf.length; c++) {
        attached |= part[vertexOf[c]] == part[v] && Arrays.stream(external[c]).anyMatch(e -> e > 0);
      }
      if (!attached) {
        return true;
      }
    }
    return false;
  }

  /// Whether all vertices hang together.
  boolean isConnected() {
    return Arrays.stream(parts()).allMatch(p -> p == 0);
  }

  /// The smallest vertex of the part to which each vertex belongs.
  private int[] parts() {
    int[] part = IntStream.range(0, vertices.size()).toArray();
    for (int round = 0; round < part.length; round++) {
      for (int[][] field : lines) {
        for (int c = 0; c < field.length; c++) {
          for (int d = 0; d < c; d++) {
            if (field[c][d] > 0) {
              int smallest = Math.min(part[vertexOf[c]], part[vertexOf[d]]);
              part[vertexOf[c]] = smallest;
              part[vertexOf[d]] = smallest;
            }
          }
        }
      }
    }
    return part;
  }

  /// Permutations of lines that join the same clusters, and of the ends of self-loops.
  long internalPermutations() {
    long product = 1;
    for (int[][] field : lines) {
      for (int c = 0; c < field.length; c++) {
        for (int d = 0; d < c; d++) {
          product *= Combinatorics.factorial(field[c][d]);
        }
        product *= Combinatorics.factorial(field[c][c]) << field[c][c];
      }
    }
    return product;
  }

  /// Permutations of external legs at the same cluster, of lines between external legs and of their ends.
  long externalPermutations() {
    long product = 1;
    for (int[] cluster : external) {
      for (int legs : cluster) {
        product *= Combinatorics.factorial(legs);
      }
    }
    for (int lines : free) {
      product *= Combinatorics.factorial(lines) << lines;
    }
    return product;
  }
}
