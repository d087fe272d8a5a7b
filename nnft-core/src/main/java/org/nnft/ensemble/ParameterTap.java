package org.nnft.ensemble;

/// Sees the parameters of networks between draw and use, and may move them: θ → φ(θ).
///
/// Weights are as they multiply what comes in, factors 1/√N included. Layers count from 0; the readout is
/// layer L, the number of hidden layers. Every array holds one number per network. Called by one thread.
public interface ParameterTap {

  /// Leaves everything as it is.
  ParameterTap NONE =
      new ParameterTap() {
        @Override
        public void weights(int layer, int unit, double[][] weights, int n) {}

        @Override
        public void biases(int layer, int unit, double[] biases, int n) {}
      };

  /// By what a common scale or a mixture has multiplied all hidden weights, all hidden biases and the whole readout of n
  /// networks. Called before these are shown, and never where parameters are independent.
  ///
  /// @param weights not modified
  /// @param biases not modified
  /// @param readout not modified
  default void factors(double[] weights, double[] biases, double[] readout, int n) {}

  /// The weights of n networks.
  ///
  /// @param unit a unit of the layer; for the readout, of the last hidden layer
  /// @param weights a hidden unit's row W_i1 … W_in; for the readout the column V_1j … V_Dj. May be modified.
  void weights(int layer, int unit, double[][] weights, int n);

  /// The biases of n networks.
  ///
  /// @param unit a unit of the layer; for the readout, an output component
  /// @param biases may be modified
  void biases(int layer, int unit, double[] biases, int n);
}
