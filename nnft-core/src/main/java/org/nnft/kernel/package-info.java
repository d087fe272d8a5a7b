/// # NNGP kernels: what is ⟨f(x)f(y)⟩ when the width N → ∞?
///
/// One layer maps a Gaussian law of pre-activations to the next:
///
///     K⁽ˡ⁺¹⁾(x,y) = σ_b² + σ_w² ⟨g(z_x) g(z_y)⟩,   (z_x, z_y) ~ N(0, K⁽ˡ⁾)
///
/// | activation | closed form of ⟨g g⟩ | source |
/// |------------|----------------------|--------|
/// | ReLU, step, abs, leaky ReLU | arc-cosine, order 1 and 0 | Cho & Saul 2009 |
/// | erf | arcsine | Williams 1997 |
/// | exp, Gauss-net, gaussian, cos, sin | Gaussian integrals | 2008.08601, 2112.04527 |
///
/// Every other activation, formulas with kinks and branch points included, has its kernel by Mehler's series with a bound on
/// the error ([org.nnft.kernel.HermiteSeries]), which passes through the layers ([org.nnft.kernel.KernelMatrix]).
///
/// A first layer of waves needs no Gaussian law ([org.nnft.kernel.WaveUnit]): cos and sin take any law of
/// weights and phase, exp ([org.nnft.kernel.ExponentialUnit]) any of independent weights, and the plane waves of the free scalar give its propagator with a cutoff (2307.03223).
///
/// For one hidden layer ⟨ff⟩ is the same at every width. Depends on `math`, `field`, `network`. Higher
/// correlators at finite width live in `neuron`.
package org.nnft.kernel;
