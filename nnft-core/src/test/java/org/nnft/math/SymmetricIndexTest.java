package org.nnft.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SymmetricIndexTest {

  @ParameterizedTest
  @CsvSource({"6,2,21", "6,4,126", "6,6,462", "6,8,1287", "1,8,1", "4,0,1", "2000,2,2001000"})
  void countsUniqueComponents(int symbols, int order, int count) {
    assertThat(SymmetricIndex.of(symbols, order).count()).isEqualTo(count);
  }

  @ParameterizedTest
  @CsvSource({"1,5", "2,8", "5,3", "6,4", "4,0"})
  void ranksAreLexicographicAndInvertible(int symbols, int order) {
    SymmetricIndex index = SymmetricIndex.of(symbols, order);
    int[] previous = null;
    for (int rank = 0; rank < index.count(); rank++) {
      int[] tuple = index.at(rank);
      assertThat(index.rank(tuple)).isEqualTo(rank);
      for (int k = 1; k < order; k++) {
        assertThat(tuple[k]).isGreaterThanOrEqualTo(tuple[k - 1]);
      }
      if (previous != null) {
        assertThat(java.util.Arrays.compare(previous, tuple)).isNegative();
      }
      previous = tuple;
    }
  }

  @Test
  void isSymmetric() {
    SymmetricIndex index = SymmetricIndex.of(6, 4);
    assertThat(index.rankOfUnsorted(5, 0, 3, 0)).isEqualTo(index.rank(0, 0, 3, 5));
  }

  @Test
  void refusesWhatCannotBeCounted() {
    assertThatThrownBy(() -> SymmetricIndex.of(0, 2)).hasMessageContaining("at least 1 symbol");
    assertThatThrownBy(() -> SymmetricIndex.of(100_000, 8).count())
        .isInstanceOf(ArithmeticException.class);
  }
}
