/// # What does the same field theory give on a lattice?
///
/// The independent control: a real scalar field on a periodic lattice in d = 1 … 4, in the convention
///
///     S = Σ_x [ ½ Σ_μ (φ_{x+μ} − φ_x)² + ½ m₀² φ_x² + (λ/4!) φ_x⁴ ],      ⟨O⟩ = ∫ Π dφ_x O e^(−S) / Z
///
/// | what | how | where |
/// |------|-----|-------|
/// | other conventions | exact conversions | [org.nnft.lattice.Phi4] |
/// | any size | hybrid Monte Carlo, sign clusters; errors by the Γ-method | [org.nnft.lattice.HybridMonteCarlo] |
/// | propagator in momentum space, off the axes too | fast Fourier transformation | [org.nnft.lattice.FieldSpectrum] |
/// | λ = 0 | sum over momenta | [org.nnft.lattice.FreeLattice] |
/// | rings, small lattices | transfer matrix on Gauss nodes, to all digits | [org.nnft.lattice.TransferMatrix] |
/// | d = 1, no lattice | spectrum of H = p²/2 + V(x) | [org.nnft.lattice.Oscillator] |
/// | free, continuum, with a cutoff | quadrature | [org.nnft.lattice.FreePropagator] |
///
/// | source | for |
/// |--------|-----|
/// | Duane, Kennedy, Pendleton, Roweth, Phys. Lett. B 195 (1987) | hybrid Monte Carlo |
/// | Omelyan, Mryglod, Folk, Comput. Phys. Commun. 151 (2003); Takaishi, de Forcrand, hep-lat/0505020 | integrator |
/// | Brower, Tamayo, Phys. Rev. Lett. 62 (1989); Swendsen, Wang, Phys. Rev. Lett. 58 (1987) | clusters of signs |
/// | Wolff, hep-lat/0306017 | errors |
///
/// Depends on `math`, `random`, `statistics`, `field`. Knows nothing of networks.
@NullMarked
package org.nnft.lattice;

import org.jspecify.annotations.NullMarked;
