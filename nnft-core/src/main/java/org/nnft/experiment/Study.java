package org.nnft.experiment;

import java.util.List;
import java.util.Optional;

/// A question that an experiment asks.
public sealed interface Study {

  /// Correlators at the experiment's points, beside exact theory.
  ///
  /// @param orders ascending, each 1…8
  /// @param connected whether connected correlators are wanted, besides full ones
  record Correlators(List<Integer> orders, boolean connected) implements Study {
    public Correlators {
      orders = orders.stream().sorted().distinct().toList();
      if (orders.isEmpty() || orders.getFirst() < 1 || orders.getLast() > 8) {
        throw new IllegalArgumentException("orders are 1 to 8, at least one; got " + orders);
      }
    }

    /// The highest order asked for.
    public int highestOrder() {
      return orders.getLast();
    }
  }

  /// The free theory at infinite width: kernel matrix, its inverse, and the action of a configuration.
  ///
  /// @param configuration one value per point, if an action is wanted
  record FreeField(Optional<List<Double>> configuration) implements Study {
    public FreeField {
      configuration = configuration.map(List::copyOf);
    }
  }
}
