package org.nnft.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nnft.ensemble.Ensemble;
import org.nnft.field.PointSet;
import org.nnft.network.Activation;
import org.nnft.network.HiddenLayer;
import org.nnft.network.IndependentDensity.Constant;
import org.nnft.network.IndependentDensity.Normal;
import org.nnft.network.NeuralField;
import org.nnft.network.Parameterisation;
import org.nnft.network.Readout;
import org.nnft.statistics.Estimate;
import org.nnft.study.Study;
import org.nnft.study.Theory;

class ScanTest {
  private static final PointSet POINTS = PointSet.line(1);

  /// f = Π Wₗ x with matrices of variance 1/N.
  private static NeuralField deepLinear(int width, int depth) {
    HiddenLayer layer =
        new HiddenLayer(
            width,
            Activation.Polynomial.monomial(1),
            Parameterisation.STANDARD,
            new Normal(0, 1),
            new Constant(0));
    return new NeuralField(
        1,
        Collections.nCopies(depth, layer),
        new Readout(1, Parameterisation.STANDARD, new Normal(0, 1), new Constant(0)));
  }

  private static MemberResult measured(NeuralField field) {
    return MemberResult.of(
        Optional.of(field),
        Ensemble.of(field).networks(40_000).seed(5).highestOrder(4).run(POINTS),
        Optional.of(Theory.of(field, POINTS, 4)),
        Optional.of(new Study.Correlators(List.of(2, 4), true)));
  }

  private static List<MemberResult> members(List<Integer> widths, List<Integer> depths) {
    List<MemberResult> members = new ArrayList<>();
    for (int depth : depths) {
      for (int width : widths) {
        members.add(measured(deepLinear(width, depth)));
      }
    }
    return members;
  }

  /// A deep linear network has G⁽⁴⁾ = 3K²(1 + 2/N)ᴸ: at N = 60 the connected part over 3K² grows by 0.0350 per layer, with a
  /// curvature of 0.0011 that 40,000 networks do not see. A pull beyond 5 has probability 6·10⁻⁷; half the growth must be refused.
  @Test
  void interactionsOfDeepLinearNetworksGrowWithDepth() {
    List<MemberResult> members = members(List.of(60), List.of(1, 2, 3));
    List<DepthGrowth> growths = DepthGrowth.of(members);
    assertThat(growths).hasSize(1);
    Estimate perLayer = growths.getFirst().line().parameters().get(1);
    assertThat(Math.abs(perLayer.pull(0.0350))).isLessThan(5);
    assertThat(Math.abs(perLayer.pull(0.0175))).isGreaterThan(5);
    assertThat(growths.getFirst().line().pValue()).isGreaterThan(1e-3);
    assertThat(Scan.of(members).axis()).isEqualTo(Scan.Axis.DEPTH);
  }

  /// In a scan of both, each depth has its own fall-off.
  @Test
  void eachDepthIsALineOfItsOwn() {
    List<MemberResult> members = members(List.of(5, 10, 20, 40), List.of(1, 2));
    Scan scan = Scan.of(members);
    assertThat(scan.axis()).isEqualTo(Scan.Axis.WIDTH);
    assertThat(scan.series()).extracting(Scan.Series::label).containsExactly("L = 1", "L = 2");
    assertThat(FallOff.of(members)).extracting(FallOff::depth).contains(1, 2);
    assertThat(FallOff.of(members.subList(0, 3))).isEmpty();
    assertThat(DepthGrowth.of(members)).isEmpty();
  }
}
