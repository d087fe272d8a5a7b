package org.nnft.app.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nnft.experiment.Experiment;
import org.nnft.study.Study;

/// Names of an experiment's investigations: their keys, numbered from the second of a kind on.
public final class StudyNames {

  private StudyNames() {}

  /// One per investigation, such as `locality`, `locality-2`.
  public static List<String> of(Experiment experiment) {
    Map<String, Integer> seen = new HashMap<>();
    List<String> names = new ArrayList<>();
    for (Study.Investigation study : experiment.investigations()) {
      int number = seen.merge(study.key(), 1, Integer::sum);
      names.add(number == 1 ? study.key() : study.key() + "-" + number);
    }
    return names;
  }
}
