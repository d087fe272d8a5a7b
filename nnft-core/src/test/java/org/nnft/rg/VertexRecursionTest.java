package org.nnft.rg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nnft.network.Activation;

class VertexRecursionTest {
  private static final double[][] K = {{1, 0.5}, {0.5, 0.8}};

  /// tanh, C_W = 1.3, C_b = 0.1, n = 400: n·v by nested quadrature; sampled networks have .16392(94e-5), .09865(85e-5),
  /// .20603(119e-5), .03699(64e-5) in layer 2.
  @Test
  void tanhVerticesAreThoseOfIndependentQuadrature() {
    int n = 400;
    List<VertexRecursion.Layer> layers =
        new VertexRecursion(new Activation.Tanh(), 0.1, 1.3).run(K, n, n);
    double[][] expected = {
      {.164815, .098754, .206393, .037489}, {.148019, .100186, .207101, .044402}
    };
    for (int l = 0; l < 2; l++) {
      VertexRecursion.Layer layer = layers.get(l + 1);
      assertThat(n * layer.vertex(0, 0, 0, 0)).isCloseTo(expected[l][0], within(6e-7));
      assertThat(n * layer.vertex(0, 0, 0, 1)).isCloseTo(expected[l][1], within(6e-7));
      assertThat(n * layer.vertex(0, 1, 0, 1)).isCloseTo(expected[l][2], within(6e-7));
      assertThat(n * layer.vertex(0, 0, 1, 1)).isCloseTo(expected[l][3], within(6e-7));
      assertThat(layer.vertex(1, 0, 0, 0)).isCloseTo(layer.vertex(0, 1, 0, 0), within(1e-15));
      assertThat(layer.vertex(1, 1, 0, 0)).isCloseTo(layer.vertex(0, 0, 1, 1), within(1e-15));
    }
  }

  /// The diagonal is the recursion of one input.
  @Test
  void oneInputIsTheDepthRecursion() {
    for (Activation σ :
        List.of(new Activation.Tanh(), new Activation.Relu(), new Activation.LeakyRelu(0.2))) {
      VertexRecursion.Layer several =
          new VertexRecursion(σ, 0.05, 1.6).run(K, 30, 20, 50).getLast();
      DepthRecursion.Layer one = new DepthRecursion(σ, 0.05, 1.6).run(1, 30, 20, 50).getLast();
      assertThat(several.kernel(0, 0)).isCloseTo(one.kernel(), within(1e-11));
      assertThat(several.vertex(0, 0, 0, 0)).isCloseTo(one.vertex(), within(1e-10));
      assertThat(several.connected(0, 0, 0, 0)).isCloseTo(3 * one.vertex(), within(1e-10));
    }
  }

  /// A linear network: v_(ij)(kl) grows by (1/n)[K_ikK_jl + K_ilK_jk] each layer at C_W = 1.
  @Test
  void linearNetworksHaveWickVertices() {
    Activation linear = Activation.Polynomial.monomial(1);
    VertexRecursion.Layer layer = new VertexRecursion(linear, 0, 1).run(K, 10, 10, 10).getLast();
    assertThat(layer.vertex(0, 0, 1, 1)).isCloseTo(0.3 * 2 * 0.25, within(1e-12));
    assertThat(layer.vertex(0, 1, 0, 1)).isCloseTo(0.3 * (0.8 + 0.25), within(1e-12));
  }

  /// Scale-invariant σ keeps the ratio of the kernels: ReLU at equal inputs has 5/n per layer in every index.
  @Test
  void nearEqualInputsAgree() {
    double[][] near = {{1, 1 - 1e-7}, {1 - 1e-7, 1}};
    VertexRecursion.Layer layer =
        new VertexRecursion(new Activation.Relu(), 0, 2).run(near, 100, 100).getLast();
    assertThat(layer.vertex(0, 0, 1, 1)).isCloseTo(0.1, within(1e-3));
    assertThat(layer.vertex(0, 1, 0, 1)).isCloseTo(0.1, within(1e-3));
  }

  @Test
  void badInputIsExplained() {
    VertexRecursion tanh = new VertexRecursion(new Activation.Tanh(), 0.1, 1.3);
    assertThatThrownBy(() -> tanh.run(K, 0))
        .hasMessage("width of layer 1 must be at least 1, got 0");
    assertThatThrownBy(() -> new VertexRecursion(new Activation.Step(), 0, 1))
        .hasMessageContaining("without jumps");
    assertThatThrownBy(() -> tanh.run(new double[][] {{1, 2}, {2, 1}}, 3))
        .hasMessageContaining("positive definite");
  }
}
