package org.nnft.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PointSetTest {

  @Test
  void isACopy() {
    double[][] x = {{1, 2}, {3, 4}};
    PointSet points = PointSet.of(x);
    x[0][0] = 9;
    points.point(1)[0] = 9;
    points.toArray()[1][1] = 9;
    assertThat(points.at(0, 0)).isEqualTo(1);
    assertThat(points.dot(0, 1)).isEqualTo(11);
    assertThat(points).isEqualTo(PointSet.of(new double[][] {{1, 2}, {3, 4}}));
  }

  @Test
  void namesTheRowThatIsWrong() {
    assertThatThrownBy(() -> PointSet.of(new double[0][])).hasMessageContaining("got none");
    assertThatThrownBy(() -> PointSet.of(new double[][] {{1}, {1, 2}}))
        .hasMessage("all points need 1 coordinates like point 1, point 2 has 2");
    assertThatThrownBy(() -> PointSet.line(0, Double.NaN)).hasMessageContaining("point 2 has NaN");
    assertThatThrownBy(() -> PointSet.line(0.0, 1, -0.0))
        .hasMessageContaining("points 1 and 3 are the same");
  }

  @Test
  void pairingsAreCounted() {
    assertThat(WickPairings.of(0)).hasSize(1);
    assertThat(WickPairings.of(4)).hasSize(3);
    assertThat(WickPairings.of(6)).hasSize(15);
    assertThat(WickPairings.of(8)).hasSize(105);
    assertThat(WickPairings.of(4).getFirst()).containsExactly(0, 1, 2, 3);
    assertThatThrownBy(() -> WickPairings.of(3)).hasMessageContaining("even");
  }
}
