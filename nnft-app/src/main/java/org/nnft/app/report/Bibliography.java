package org.nnft.app.report;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.nnft.experiment.Published;
import org.nnft.experiment.Result;
import org.nnft.network.Activation;
import org.nnft.network.HiddenLayer;
import org.nnft.network.NeuralField;

/// The project's one bibliography, and which entries a result owes something to.
public final class Bibliography {
  private static final Pattern ENTRY = Pattern.compile("(?ms)^@\\w+\\{([^,]+),.*?^\\}");

  private Bibliography() {}

  /// All entries, BibTeX text by key.
  static Map<String, String> entries() {
    Map<String, String> entries = new LinkedHashMap<>();
    Matcher matcher = ENTRY.matcher(Resources.text("docs/references.bib"));
    while (matcher.find()) {
      entries.put(matcher.group(1), matcher.group());
    }
    return entries;
  }

  /// BibTeX of some entries; keys that are not in the bibliography come as a comment.
  public static String bibtex(Collection<String> keys) {
    Map<String, String> entries = entries();
    return keys.stream()
        .map(key -> Objects.requireNonNullElse(entries.get(key), "% " + key))
        .collect(Collectors.joining("\n\n"));
  }

  /// Keys of what a result used.
  static Set<String> of(Result result) {
    Set<String> keys = new LinkedHashSet<>();
    result
        .experiment()
        .published()
        .map(Published::source)
        .filter(s -> !s.isEmpty())
        .ifPresent(keys::add);
    keys.add("maiti2022");
    keys.add("halverson2020");
    boolean drawn = false;
    for (var member : result.members()) {
      member.field().ifPresent(field -> addNetwork(field, keys));
      drawn |= member.field().isPresent() && member.networks() > 0;
      member.theory().flatMap(t -> t.exact()).ifPresent(_ -> keys.add("demirtas2023"));
    }
    if (drawn) {
      keys.add("salmon2011");
      keys.add("wichura1988");
    }
    if (!result.correlators().isEmpty()) {
      keys.add("speed1983");
      keys.add("efron1979");
    }
    result.findings().forEach(findings -> keys.addAll(new TreeSet<>(findings.citations())));
    if (result.verdict().agreement().degreesOfFreedom() > 0) {
      keys.add("roy1958");
    }
    return keys;
  }

  private static void addNetwork(NeuralField field, Set<String> keys) {
    keys.add("neal1996");
    if (field.depth() > 1) {
      keys.add("lee2018");
    }
    for (HiddenLayer layer : field.hidden()) {
      switch (layer.activation()) {
        case Activation.Erf _ -> keys.add("williams1997");
        case Activation.Relu _,
            Activation.LeakyRelu _,
            Activation.Abs _,
            Activation.Step _,
            Activation.Sign _ ->
            keys.add("cho2009");
        case Activation.Cos _ -> keys.add("halverson2021");
        case Activation.PlaneWave _ -> keys.add("demirtas2023");
        case Activation.Tanh _,
            Activation.Sigmoid _,
            Activation.Softplus _,
            Activation.Swish _,
            Activation.Gelu _,
            Activation.Polynomial _,
            Activation.Formula _ ->
            keys.add("trefethen2014");
        case Activation.Exp _,
            Activation.GaussNormalised _,
            Activation.Gaussian _,
            Activation.Sin _ -> {}
      }
    }
  }
}
