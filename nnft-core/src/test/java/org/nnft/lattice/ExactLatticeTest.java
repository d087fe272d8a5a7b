package org.nnft.lattice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nnft.field.MomentumCutoff;

/// Conventions, free fields, oscillators and propagators against closed forms and arbitrary precision.
class ExactLatticeTest {

  @Test
  void conventionsConvertExactly() {
    Phi4 action = Phi4.continuum(2, -4, 48);
    assertThat(action.hopping().κ()).isCloseTo(0.25, within(1e-15));
    assertThat(action.hopping().coupling()).isCloseTo(0.5, within(1e-15));
    assertThat(Phi4.hopping(2, 0.25, 0.5)).isEqualTo(action);
    assertThat(Phi4.flow(2, -4, 8)).isEqualTo(action);
    assertThat(Phi4.quarter(2, -4, 8)).isEqualTo(action);
    assertThat(action.flow()).isEqualTo(new Phi4.Couplings(-4, 8));
    Phi4.Hopping broken = Phi4.continuum(3, -9, 0.3).hopping();
    Phi4 back = Phi4.hopping(3, broken.κ(), broken.coupling());
    assertThat(back.massSquared()).isCloseTo(-9, within(1e-11));
    assertThat(back.coupling()).isCloseTo(0.3, within(1e-12));
  }

  /// Both actions of one configuration, term by term: S_h = S + λ_h V.
  @Test
  void theActionsDifferByAConstant() {
    Lattice lattice = Lattice.of(3, 4);
    Phi4 action = Phi4.continuum(2, -1.3, 2.1);
    Phi4.Hopping hopping = action.hopping();
    double ours = 0;
    double theirs = 0;
    for (int x = 0; x < lattice.volume(); x++) {
      double φ = Math.sin(1 + 2.3 * x);
      double h = φ / hopping.fieldScale();
      ours += -0.65 * φ * φ + 2.1 / 24 * Math.pow(φ, 4);
      theirs += h * h + hopping.coupling() * Math.pow(h * h - 1, 2);
      for (int axis = 0; axis < 2; axis++) {
        double next = Math.sin(1 + 2.3 * lattice.forward(x, axis));
        ours += (next - φ) * (next - φ) / 2;
        theirs -= 2 * hopping.κ() * h * next / hopping.fieldScale();
      }
    }
    assertThat(theirs).isCloseTo(ours + hopping.coupling() * 12, within(1e-12));
  }

  @Test
  void badActionsAreExplained() {
    assertThatThrownBy(() -> Phi4.continuum(2, 1, -1)).hasMessageContaining("fall to −∞");
    assertThatThrownBy(() -> Phi4.continuum(2, -1, 0)).hasMessageContaining("m₀² must be positive");
    assertThatThrownBy(() -> Phi4.continuum(5, 1, 1)).hasMessageContaining("d = 1 to 4, got d = 5");
    assertThatThrownBy(() -> Lattice.of(4, 1)).hasMessageContaining("at least 2 sites, got 1");
    assertThatThrownBy(() -> Lattice.of(100_000, 100_000)).hasMessageContaining("too large");
  }

  @ParameterizedTest
  @CsvSource({
    "4, 0.496922162805, 0.277979797980, 0.228163992870",
    "8, 0.385501189089, 0.159595013407, 0.106176276641"
  })
  void freeFieldInTwoDimensions(int extent, double origin, double neighbour, double diagonal) {
    FreeLattice free = new FreeLattice(Lattice.cubic(2, extent), 0.25);
    assertThat(free.propagator(0, 0)).isCloseTo(origin, within(5e-13));
    assertThat(free.propagator(1, 0)).isCloseTo(neighbour, within(5e-13));
    assertThat(free.propagator(1, 1)).isCloseTo(diagonal, within(5e-13));
    assertThat(free.poleMass()).isCloseTo(0.4949329230945269, within(1e-15));
    double slice = 0;
    for (int x = 0; x < extent; x++) {
      slice += free.propagator(1, x);
    }
    assertThat(free.sliceCorrelator(1)).isCloseTo(slice, within(1e-13));
  }

  @Test
  void freeFieldInThreeDimensions() {
    FreeLattice free = new FreeLattice(Lattice.cubic(3, 8), 0.25);
    assertThat(free.propagator(0, 0, 0)).isCloseTo(0.212689297176, within(5e-13));
    assertThat(free.propagator(1, 0, 0)).isCloseTo(0.054884684558, within(5e-13));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 0.5277361273141083, 1.631300532768239, 2.822189562953461, 0.4528436733196029, 0.4527386823409897",
    "1, 2.4, 0.5591463271835196, 1.769502643949054, 3.13862430849812, 0.4125253683836503, 0.4122817234971723",
    "1, 6, 0.6209270298257487, 2.025966164166657, 3.698450319378083, 0.3548402511728538, 0.3544343581043081",
    "1, 24, 0.8037706512342738, 2.737892268008434, 5.179291687639391, 0.2571498214428097, 0.2566434503034281",
    "0, 24, 0.6679862591557771, 2.393644016482303, 4.696795386863646, 0.2873375667617298, 0.2864993634026797"
  })
  void oscillators(
      double m2, double λ, double e0, double e1, double e2, double square, double strength) {
    Oscillator oscillator = Oscillator.continuum(m2, λ);
    assertThat(oscillator.energies().get(0)).isCloseTo(e0, within(2e-13));
    assertThat(oscillator.energies().get(1)).isCloseTo(e1, within(2e-13));
    assertThat(oscillator.energies().get(2)).isCloseTo(e2, within(5e-13));
    assertThat(oscillator.square()).isCloseTo(square, within(2e-13));
    assertThat(oscillator.strengths().get(1)).isCloseTo(strength, within(2e-13));
    // Completeness: Σ|⟨0|x|n⟩|² = ⟨x²⟩.
    assertThat(oscillator.correlator(0)).isCloseTo(square, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1.260749678966, 0.307714511926",
    "0.5, 1.358412916478, 0.340297914455",
    "0.25, 1.392220270414, 0.350959024247",
    "0.1, 1.402921797091, 0.354206848399"
  })
  void oscillatorsInDiscreteTime(double spacing, double gap, double square) {
    Oscillator oscillator = Oscillator.lattice(spacing, 1, 6);
    assertThat(oscillator.gap()).isCloseTo(gap, within(2e-12));
    assertThat(oscillator.square()).isCloseTo(square, within(2e-12));
  }

  @Test
  void aLongRingHasTheGapOfItsOscillator() {
    assertThat(Oscillator.lattice(1, 1, 1).gap()).isCloseTo(1.043360216010066, within(1e-13));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0.183939720585721",
    "2, 0.0670081205084971",
    "3, 0.0292749157621596",
    "4, 0.0152464882516162"
  })
  void propagatorsWithoutCutoff(int dimension, double at1) {
    assertThat(FreePropagator.of(dimension, 1).at(1)).isCloseTo(at1, within(2e-15));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 10, 0.468274482569446, 0.182786001616536, 0.46247878528754, 0.18486172227203",
    "2, 10, 0.367259621610055, 0.0683878057873511, 0.37797588949244, 0.067344000110295",
    "3, 10, 0.432077719586962, 0.0336652550957981, 0.56133057458876, 0.029421656888075",
    "1, 100, 0.496817007235092, 0.183923065523817, 0.49603544483758, 0.18394891780168",
    "2, 100, 0.732943556228722, 0.0668847656238824, 0.74220222377531, 0.067011470998284",
    "3, 100, 4.9869882996033, 0.0288407537879534, 6.2704171004294, 0.029276379544542"
  })
  void propagatorsWithCutoff(
      int d, double Λ, double sharp0, double sharp1, double gauss0, double gauss1) {
    FreePropagator sharp = FreePropagator.of(d, 1, MomentumCutoff.SHARP, Λ);
    FreePropagator gauss = FreePropagator.of(d, 1, MomentumCutoff.GAUSSIAN, Λ);
    assertThat(sharp.at(0)).isCloseTo(sharp0, Percentage.withPercentage(1e-11));
    assertThat(sharp.at(1)).isCloseTo(sharp1, within(2e-13 * Math.max(1, sharp0)));
    assertThat(gauss.at(0)).isCloseTo(gauss0, Percentage.withPercentage(2e-11));
    assertThat(gauss.at(1)).isCloseTo(gauss1, Percentage.withPercentage(2e-11));
  }

  @ParameterizedTest
  @CsvSource({"10, 0.604031805675961", "100, 63.2674139814705"})
  void fourDimensions(double Λ, double sharp) {
    assertThat(FreePropagator.of(4, 1, MomentumCutoff.SHARP, Λ).at(0))
        .isCloseTo(sharp, Percentage.withPercentage(1e-12));
  }

  /// Other powers: ∫d²k/(2π)² e^(−k²/2Λ²) (k² + 1)^s at s = 0, and its values of 2604.27050 at Λ = 100.
  @Test
  void otherPowers() {
    assertThat(new FreePropagator(2, 1, MomentumCutoff.GAUSSIAN, 100, 0).at(0))
        .isCloseTo(1591.549430918953, within(1e-9));
    assertThat(new FreePropagator(2, 1, MomentumCutoff.GAUSSIAN, 100, 2).at(0))
        .isCloseTo(0.07954036143475893, within(1e-14));
  }
}
