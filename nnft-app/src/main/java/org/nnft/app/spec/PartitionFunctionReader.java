package org.nnft.app.spec;

import java.util.Optional;
import org.nnft.study.PartitionFunctionStudy;
import org.nnft.study.Study;

/// `partition-function`.
final class PartitionFunctionReader implements StudyReader {

  @Override
  public String key() {
    return "partition-function";
  }

  @Override
  public String usage() {
    return "partition-function: {" + DeformedSamplingReader.USAGE + "}";
  }

  @Override
  public Optional<Study> read(Section s, Context context) {
    s.allow("sampler", "chains", "steps");
    return Optional.of(new PartitionFunctionStudy(DeformedSamplingReader.read(s, context)));
  }
}
