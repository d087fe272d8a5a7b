package org.nnft.app.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.nnft.experiment.CorrelatorResult;
import org.nnft.experiment.DepthGrowth;
import org.nnft.experiment.FallOff;
import org.nnft.experiment.MeanDeviation;
import org.nnft.experiment.MemberResult;
import org.nnft.experiment.Result;
import org.nnft.statistics.CurveFit;
import org.nnft.statistics.Estimate;
import org.nnft.statistics.StepDownPulls;
import org.nnft.study.Theory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A result in short for programs: `result.json`, described by `result-schema.json`.
///
/// Numbers that are not known are absent; no entry is NaN. Correlators of many components show the first
/// [#MOST_COMPONENTS] of them; all are in `arrays.npz`.
public final class ResultJson {
  /// Version of the format.
  static final int VERSION = 1;

  static final int MOST_COMPONENTS = 1000;

  private static final JsonMapper MAPPER = JsonMapper.shared();

  private ResultJson() {}

  /// The whole file.
  public static ObjectNode of(Result result, Provenance provenance) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("nnft-result", VERSION);
    root.put("title", result.experiment().title());
    root.put("question", result.experiment().question());
    root.put("id", result.id().hex());
    root.put("agrees", result.verdict().agrees());
    strings(root.putArray("verdict"), result.verdict().sentences());
    strings(root.putArray("warnings"), result.verdict().warnings());
    agreement(root.putObject("agreement"), result.verdict().agreement());
    root.put(
        "precision", result.experiment().sampling().precision().name().toLowerCase(Locale.ROOT));
    root.put("draw", result.experiment().sampling().draw().name().toLowerCase(Locale.ROOT));
    ArrayNode members = root.putArray("members");
    for (MemberResult member : result.members()) {
      member(members.addObject(), member);
    }
    ArrayNode fallOffs = root.putArray("fallOffs");
    for (FallOff fallOff : result.fallOffs()) {
      fallOff(fallOffs.addObject(), fallOff);
    }
    ArrayNode growths = root.putArray("depthGrowths");
    for (DepthGrowth growth : result.growths()) {
      ObjectNode node =
          fit(
              growths.addObject().put("width", growth.width()).put("order", growth.order()),
              growth.line());
      estimate(node.putObject("perLayer"), growth.line().parameters().get(1));
    }
    ArrayNode findings = root.putArray("findings");
    List<String> names = StudyNames.of(result.experiment());
    for (int k = 0; k < names.size(); k++) {
      FindingsJson.put(findings.addObject(), names.get(k), result.findings().get(k));
    }
    strings(root.putArray("citations"), Bibliography.of(result));
    provenance(root.putObject("provenance"), provenance);
    return root;
  }

  private static void provenance(ObjectNode node, Provenance p) {
    node.put("program", p.program())
        .put("build", p.build())
        .put("file", p.file())
        .put("finished", p.finished())
        .put("seconds", p.seconds())
        .put("threads", p.threads())
        .put("arithmetic", p.arithmetic())
        .put("java", p.java())
        .put("machine", p.machine());
    p.networksOption().ifPresent(networks -> node.put("networksOption", networks));
  }

  static void strings(ArrayNode array, Iterable<String> strings) {
    strings.forEach(array::add);
  }

  private static void member(ObjectNode node, MemberResult member) {
    member
        .field()
        .ifPresent(
            field -> {
              node.put("width", field.width());
              node.put("depth", field.depth());
              node.put("outputs", field.outputs());
              strings(node.putArray("formula"), FieldFormula.latex(field));
            });
    node.put("networks", member.networks());
    node.put("blocks", member.blocks());
    node.put("estimator", member.estimator().name());
    member
        .theory()
        .flatMap(Theory::free)
        .ifPresent(free -> node.put("kernelError", free.largestError()));
    Estimators.method(member).ifPresent(method -> node.put("exactMethod", method));
    ArrayNode correlators = node.putArray("correlators");
    for (CorrelatorResult correlator : member.correlators()) {
      correlator(correlators.addObject(), correlator);
    }
  }

  private static void correlator(ObjectNode node, CorrelatorResult c) {
    int count = c.components().count();
    node.put("symbol", c.symbol());
    node.put("order", c.order());
    node.put("connected", c.connected());
    node.put("components", count);
    node.put("relativeError", finite(c.relativeError()));
    node.put("heavyTailed", c.heavyTailed());
    c.agreement().ifPresent(a -> agreement(node.putObject("agreement"), a));
    c.deviation().ifPresent(d -> deviation(node.putObject("deviation"), d));
    ArrayNode values = node.putArray("values");
    for (int k = 0; k < Math.min(count, MOST_COMPONENTS); k++) {
      ObjectNode value = values.addObject();
      ArrayNode at = value.putArray("at");
      IntStream.of(c.components().at(k)).forEach(at::add);
      estimate(value, c.measured(k));
      put(value, "exact", c.exact(k));
      if (c.exactError(k) > 0) {
        put(value, "exactError", c.exactError(k));
      }
      put(value, "limit", c.limit(k));
      if (c.limitError(k) > 0) {
        put(value, "limitError", c.limitError(k));
      }
      put(value, "pull", c.pull(k));
    }
  }

  private static void agreement(ObjectNode node, StepDownPulls a) {
    node.put("chiSquare", a.chiSquare());
    node.put("degreesOfFreedom", a.degreesOfFreedom());
    node.put("pValue", a.pValue());
    node.put("kolmogorovSmirnovPValue", a.kolmogorovSmirnovPValue());
  }

  private static void deviation(ObjectNode node, MeanDeviation d) {
    estimate(node, d.measured());
    put(node, "exact", d.exact());
    put(node, "background", d.background());
  }

  private static void fallOff(ObjectNode node, FallOff fallOff) {
    node.put("depth", fallOff.depth());
    node.put("order", fallOff.order());
    node.put("connected", fallOff.connected());
    fallOff
        .powerLaw()
        .ifPresent(
            fit -> {
              ObjectNode law = fit(node.putObject("powerLaw"), fit);
              estimate(law.putObject("amplitude"), fit.parameters().get(0));
              estimate(law.putObject("exponent"), fit.parameters().get(1));
            });
    fallOff
        .limit()
        .ifPresent(
            fit ->
                estimate(
                    fit(node.putObject("limit"), fit).putObject("ratio"),
                    fit.parameters().getFirst()));
  }

  private static ObjectNode fit(ObjectNode node, CurveFit fit) {
    return node.put("chiSquare", fit.chiSquare())
        .put("degreesOfFreedom", fit.degreesOfFreedom())
        .put("pValue", fit.pValue());
  }

  static void estimate(ObjectNode node, Estimate estimate) {
    put(node, "value", estimate.value());
    put(node, "error", estimate.error());
  }

  private static double finite(double value) {
    return Double.isFinite(value) ? value : Double.MAX_VALUE;
  }

  static void put(ObjectNode node, String key, double value) {
    if (Double.isFinite(value)) {
      node.put(key, value);
    }
  }
}
