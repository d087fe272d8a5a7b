package org.nnft.network;

/// Where the factor 1/√n, n = fan-in, of a sum over n incoming units stands.
public enum Parameterisation {
  /// In the density: z = Σ Wⱼ hⱼ, W has the stated mean and its spread divided by √n. So
  /// W ~ N(μ, σ²/n), the convention of 2008.08601.
  STANDARD,
  /// In the sum: z = n^(−½) Σ Wⱼ hⱼ, W as stated, mean included (neural tangent kernel; the talk's
  /// normalisation).
  NTK,
  /// Nowhere: z = Σ Wⱼ hⱼ, W as stated.
  BARE;

  /// The law of the factor that multiplies hⱼ, everything included.
  ///
  /// @param density the law as stated
  /// @param fanIn n ≥ 1
  public ParameterDensity effective(ParameterDensity density, int fanIn) {
    double factor = 1 / Math.sqrt(fanIn);
    return switch (this) {
      case STANDARD ->
          switch (density) {
            case IndependentDensity d -> d.with(d.mean(), d.spread() * factor);
            case ParameterDensity.Ball d -> d.scaledBy(factor);
            case ParameterDensity.Sphere d -> d.scaledBy(factor);
            case ParameterDensity.Propagator d -> d.scaledBy(factor);
          };
      case NTK -> density.scaledBy(factor);
      case BARE -> density;
    };
  }

  /// The law of one output weight, everything included.
  public IndependentDensity effective(IndependentDensity density, int fanIn) {
    return (IndependentDensity) effective((ParameterDensity) density, fanIn);
  }
}
