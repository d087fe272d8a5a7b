package org.nnft.study;

import java.util.List;
import java.util.Optional;

/// A question that an experiment asks.
public sealed interface Study {

  /// Its key in experiment files.
  String key();

  /// The highest order of correlators that it needs measured in every ensemble, 0 if none.
  default int measuredOrder() {
    return 0;
  }

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

    @Override
    public String key() {
      return "correlators";
    }

    @Override
    public int measuredOrder() {
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

    @Override
    public String key() {
      return "free-field";
    }
  }

  /// A study that looks at everything that was measured and says what it found.
  ///
  /// Immutable; its text (`toString`) names every setting, since it is part of the run's identity: lists
  /// rather than arrays as components.
  sealed interface Investigation extends Study
      permits OnePointActionStudy,
          ExtrapolationStudy,
          NeuronDecompositionStudy,
          DeformedCorrelatorsStudy,
          PartitionFunctionStudy,
          CouplingsStudy,
          RunningCouplingsStudy,
          PotentialFlowStudy,
          DepthFlowStudy,
          ActionStudy,
          SymmetryStudy,
          WardIdentityStudy,
          GeneratingFunctionalStudy,
          EffectivePotentialStudy,
          LocalityStudy,
          AxiomsStudy,
          SimulationStudy,
          LatticeStudy,
          SameSitesStudy {

    /// Looks.
    ///
    /// The same subject gives the same bits, on any number of threads, interrupted or not: long work goes to
    /// the workbench.
    ///
    /// @throws IllegalArgumentException if the question makes no sense for this subject, saying why and what to
    ///     do
    Findings findings(Subject subject, Workbench workbench);
  }
}
