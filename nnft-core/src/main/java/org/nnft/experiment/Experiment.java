package org.nnft.experiment;

import java.util.List;
import java.util.Optional;
import org.nnft.ensemble.Estimator;
import org.nnft.study.Sampling;
import org.nnft.study.Study;

/// The content of an experiment file.
///
/// @param title one line
/// @param question what the user wants to know; may be empty
/// @param studies at least one
public record Experiment(
    String title,
    String question,
    FieldSource field,
    Sampling sampling,
    List<Study> studies,
    Optional<Published> published) {

  public Experiment {
    studies = List.copyOf(studies);
    if (studies.isEmpty()) {
      throw new IllegalArgumentException("an experiment needs at least 1 study, got none");
    }
  }

  /// The correlators asked for; none if no study asks for any.
  public Optional<Study.Correlators> correlators() {
    return studies.stream()
        .filter(Study.Correlators.class::isInstance)
        .map(Study.Correlators.class::cast)
        .findFirst();
  }

  /// The highest order that any study needs measured, 0 if nothing has to be drawn.
  public int measuredOrder() {
    return studies.stream().mapToInt(Study::measuredOrder).max().orElse(0);
  }

  /// Whether nothing but the members' correlators has to be measured, so that they need not be drawn as whole networks.
  public boolean measuresCorrelatorsAlone() {
    return studies.stream()
        .filter(study -> study.measuredOrder() > 0)
        .allMatch(Study.Correlators.class::isInstance);
  }

  /// Whether anything is drawn and measured for the members.
  public boolean draws() {
    return measuredOrder() > 0 && sampling.estimator().map(Estimator::isDrawn).orElse(true);
  }

  /// Studies with findings of their own, in the file's order.
  public List<Study.Investigation> investigations() {
    return studies.stream()
        .filter(Study.Investigation.class::isInstance)
        .map(Study.Investigation.class::cast)
        .toList();
  }

  /// The free-field study, if it is asked for.
  public Optional<Study.FreeField> freeField() {
    return studies.stream()
        .filter(Study.FreeField.class::isInstance)
        .map(Study.FreeField.class::cast)
        .findFirst();
  }

  /// Text that determines every number of the result: the file's content without title, question and
  /// published source. Two files that differ in order or layout alone have the same text.
  public String canonicalText() {
    return "nnft 1\n%s\n%s\n%s".formatted(field, sampling, studies);
  }
}
