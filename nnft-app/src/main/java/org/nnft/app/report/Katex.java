package org.nnft.app.report;

import java.util.Base64;
import java.util.regex.Pattern;

/// KaTeX for pages that work offline.
final class Katex {
  private static final Pattern FONT_SOURCES =
      Pattern.compile("src:url\\(fonts/([A-Za-z0-9_-]+)\\.woff2\\)[^;}]*");

  private Katex() {}

  static String script() {
    return Resources.text("report/vendor/katex/katex.min.js");
  }

  /// The style with its fonts inside.
  static String style() {
    return FONT_SOURCES
        .matcher(Resources.text("report/vendor/katex/katex.min.css"))
        .replaceAll(
            match -> {
              String font = "report/vendor/katex/fonts/" + match.group(1) + ".woff2";
              try {
                return "src:url(data:font/woff2;base64,%s) format(\"woff2\")"
                    .formatted(Base64.getEncoder().encodeToString(Resources.bytes(font)));
              } catch (IllegalArgumentException e) {
                // A font that no formula of ours uses.
                return "src:local(\"serif\")";
              }
            });
  }
}
