package org.nnft.app.spec;

import java.util.List;
import java.util.Optional;
import org.nnft.study.DeformedCorrelatorsStudy;
import org.nnft.study.DeformedSampling;
import org.nnft.study.Study;

/// `deformed-correlators`.
final class DeformedCorrelatorsReader implements StudyReader {

  @Override
  public String key() {
    return "deformed-correlators";
  }

  @Override
  public String usage() {
    return "deformed-correlators: {orders: [2, 4], " + DeformedSamplingReader.USAGE + "}";
  }

  @Override
  public Optional<Study> read(Section s, Context context) {
    s.allow("orders", "sampler", "chains", "steps");
    List<Integer> orders = s.has("orders") ? s.wholes("orders", 4, 1, 8) : List.of(2, 4);
    DeformedSampling sampling = DeformedSamplingReader.read(s, context);
    return s.problems()
        .attempt(
            s.lineOf("orders"),
            s.pathOf("orders"),
            () -> new DeformedCorrelatorsStudy(sampling, orders));
  }
}
