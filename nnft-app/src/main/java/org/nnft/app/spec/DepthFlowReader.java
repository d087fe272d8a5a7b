package org.nnft.app.spec;

import java.util.Optional;
import org.nnft.experiment.FieldSource;
import org.nnft.field.PointSet;
import org.nnft.network.Activation;
import org.nnft.network.HiddenLayer;
import org.nnft.study.DepthFlowStudy;
import org.nnft.study.Study;

/// `depth-flow`. What is not named is taken from the last hidden layer of the experiment's network.
final class DepthFlowReader implements StudyReader {
  @Override
  public String key() {
    return "depth-flow";
  }

  @Override
  public String usage() {
    return "depth-flow: {activation: tanh, biasVariance: 0, weightVariance: 1, firstKernel: 1, width: 20, depth: 4, sampled: true, cells: 20, largestBiasVariance: 1, largestWeightVariance: 4, inputs: [[1, 0], [0.5, 1]]}";
  }

  @Override
  public Optional<Study> read(Section s, Context context) {
    s.allow(
        "activation",
        "biasVariance",
        "weightVariance",
        "firstKernel",
        "width",
        "depth",
        "sampled",
        "cells",
        "largestBiasVariance",
        "largestWeightVariance",
        "inputs");
    Optional<HiddenLayer> layer = context.field().flatMap(DepthFlowReader::lastLayer);
    Optional<Activation> activation =
        s.has("activation")
            ? s.node("activation")
                .map(node -> new ActivationReader(s.problems()).read(node, s.pathOf("activation")))
            : layer.map(HiddenLayer::activation);
    if (activation.isEmpty()) {
      s.required("activation", "name one, such as tanh, or give a field");
      return Optional.empty();
    }
    double biasVariance = s.number("biasVariance", layer.map(l -> l.bias().variance()).orElse(0.0));
    double weightVariance =
        s.positive("weightVariance", layer.map(l -> l.weights().componentVariance(1)).orElse(1.0));
    double firstKernel = s.number("firstKernel", Math.max(1, biasVariance));
    int width =
        Math.toIntExact(
            s.whole("width", layer.map(HiddenLayer::width).orElse(20), 1, FieldReader.MOST_WIDTH));
    int depth = Math.toIntExact(s.whole("depth", 4, 1, 100));
    boolean sampled = s.flag("sampled").orElse(true);
    int cells = Math.toIntExact(s.whole("cells", 20, 0, 100));
    double largestBias = s.positive("largestBiasVariance", 1);
    double largestWeight = s.positive("largestWeightVariance", 4);
    Optional<PointSet> inputs =
        s.node("inputs")
            .flatMap(node -> new PointsReader(s.problems()).read(node, s.pathOf("inputs")));
    return s.problems()
        .attempt(
            s.line(),
            s.path(),
            () ->
                new DepthFlowStudy(
                    activation.get(),
                    biasVariance,
                    weightVariance,
                    firstKernel,
                    width,
                    depth,
                    sampled,
                    cells,
                    largestBias,
                    largestWeight,
                    inputs));
  }

  private static Optional<HiddenLayer> lastLayer(FieldSource source) {
    return source instanceof FieldSource.Networks networks
        ? Optional.of(networks.scan().getFirst().hidden().getLast())
        : Optional.empty();
  }
}
