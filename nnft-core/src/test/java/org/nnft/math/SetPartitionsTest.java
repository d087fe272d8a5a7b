package org.nnft.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SetPartitionsTest {

  /// Bell numbers; partitions into even blocks: 1, 4, 31, 379 (OEIS A005046).
  @ParameterizedTest
  @CsvSource({"1,1,0", "2,2,1", "4,15,4", "6,203,31", "8,4140,379"})
  void areCounted(int n, int bell, int even) {
    assertThat(SetPartitions.of(n)).hasSize(bell);
    assertThat(SetPartitions.even(n)).hasSize(even);
  }

  @Test
  void coverTheSetWithoutOverlap() {
    for (int[] partition : SetPartitions.of(5)) {
      int union = 0;
      for (int block : partition) {
        assertThat(union & block).isZero();
        union |= block;
      }
      assertThat(union).isEqualTo(31);
    }
  }

  @Test
  void refuseWhatWouldNotFit() {
    assertThatThrownBy(() -> SetPartitions.of(13)).hasMessageContaining("1 to 12");
  }

  /// Σₘ S(n, m) is Bell's number, and Σₘ S(n, m) μ(m) = 0 for n > 1: a constant has no higher cumulants.
  @Test
  void countsAndWeightsOfBlocks() {
    for (int n = 1; n <= 8; n++) {
      double all = 0;
      double weighted = 0;
      for (int m = 1; m <= n; m++) {
        int blocks = m;
        assertThat(SetPartitions.of(n).stream().filter(p -> p.length == blocks))
            .hasSize((int) SetPartitions.count(n, m));
        all += SetPartitions.count(n, m);
        weighted += SetPartitions.count(n, m) * SetPartitions.moebius(m);
      }
      assertThat(all).isEqualTo(SetPartitions.of(n).size());
      assertThat(weighted).isEqualTo(n == 1 ? 1 : 0);
    }
  }
}
