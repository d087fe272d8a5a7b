package org.nnft.app.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.nnft.ensemble.Deformation.Sampler;
import org.nnft.experiment.FieldSource;
import org.nnft.network.JointDensity;
import org.nnft.network.NeuralField;
import org.nnft.study.DeformedSampling;

/// `sampler`, `chains` and `steps` of studies of deformed ensembles.
final class DeformedSamplingReader {
  static final String USAGE = "sampler: hamiltonian or crank-nicolson, chains: 4, steps: 1000";

  private static final int MOST_CHAINS = 1000;
  private static final int MOST_STEPS = 1_000_000;

  private static final List<String> SAMPLERS =
      Arrays.stream(Sampler.values())
          .map(s -> s.name().toLowerCase(Locale.ROOT).replace('_', '-'))
          .toList();

  private DeformedSamplingReader() {}

  static DeformedSampling read(Section s, StudyReader.Context context) {
    boolean deformed =
        context.field().stream()
            .filter(FieldSource.Networks.class::isInstance)
            .flatMap(f -> ((FieldSource.Networks) f).scan().stream())
            .map(NeuralField::correlation)
            .allMatch(JointDensity.Deformed.class::isInstance);
    if (context.field().isPresent() && !deformed) {
      s.problems()
          .add(
              s.line(),
              s.path(),
              "compares a deformed density with its parent; set field.correlation: {deformed: {potential: …}}");
    }
    Sampler sampler =
        s.has("sampler")
            ? s.choice("sampler", SAMPLERS)
                .map(name -> Sampler.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_')))
                .orElse(Sampler.HAMILTONIAN)
            : Sampler.HAMILTONIAN;
    int chains = (int) s.whole("chains", 4, 2, MOST_CHAINS);
    int steps = (int) s.whole("steps", 1000, 200, MOST_STEPS);
    return new DeformedSampling(sampler, chains, steps);
  }
}
