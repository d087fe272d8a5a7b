/// # Which ensemble of networks?
///
///     f_a(x) = Σⱼ V_aj hⱼ⁽ᴸ⁾(x) + c_a,   h⁽ˡ⁾ = g(z⁽ˡ⁾),   z⁽ˡ⁾ᵢ = Σⱼ W⁽ˡ⁾ᵢⱼ h⁽ˡ⁻¹⁾ⱼ + b⁽ˡ⁾ᵢ,   h⁽⁰⁾ = x
///
/// [org.nnft.network.NeuralField] is an architecture with the law of its parameters;
/// [org.nnft.network.Activation] is g; [org.nnft.network.ParameterDensity] the law of W, b, V or c by itself;
/// [org.nnft.network.JointDensity] says how they hang together; [org.nnft.network.Parameterisation] says where the
/// factor 1/√N of a neuron sum stands.
///
/// Papers: Halverson, Maiti, Stoner, arXiv:2008.08601 (Erf-, ReLU-, Gauss-net); Halverson,
/// arXiv:2112.04527 (Cos-net); Demirtas et al., arXiv:2307.03223 (free scalar, correlated parameters); Shah, Wilson,
/// Ghahramani, arXiv:1402.4306 (Student-t process).
///
/// Depends on `math`.
package org.nnft.network;
