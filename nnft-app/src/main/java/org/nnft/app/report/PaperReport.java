package org.nnft.app.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.commons.text.StringEscapeUtils;
import org.nnft.app.run.RunFolder;
import org.nnft.experiment.Result;
import org.nnft.io.AtomicFile;

/// One page about all experiments of a paper: verdicts and figures side by side, links to the reports.
public final class PaperReport {

  /// One experiment.
  public record Entry(Result result, RunFolder folder) {}

  private PaperReport() {}

  /// @param page its links are relative to the page's folder
  public static void write(Path page, String title, List<Entry> entries) throws IOException {
    StringBuilder body = new StringBuilder();
    for (Entry entry : entries) {
      body.append(section(page, entry));
    }
    String html =
        Resources.text("report/paper.html")
            .replace("{{title}}", StringEscapeUtils.escapeHtml4(title))
            .replace("{{body}}", body);
    AtomicFile.write(page, out -> out.write(html.getBytes(StandardCharsets.UTF_8)));
  }

  private static String section(Path page, Entry entry) throws IOException {
    Path report =
        Objects.requireNonNull(page.toAbsolutePath().getParent())
            .relativize(entry.folder().report().toAbsolutePath());
    String sentences =
        entry.result().verdict().sentences().stream()
            .map(s -> "<p>" + StringEscapeUtils.escapeHtml4(s) + "</p>")
            .collect(Collectors.joining());
    String warnings =
        entry.result().verdict().warnings().isEmpty()
            ? ""
            : "<p class=\"warning\">%d warnings in the report</p>"
                .formatted(entry.result().verdict().warnings().size());
    Path figure = entry.folder().figures().resolve("deviation.svg");
    String picture =
        Files.exists(figure) ? Files.readString(figure).replaceFirst("(?s)^.*?(?=<svg)", "") : "";
    return "<section><h2><a href=\"%s\">%s</a></h2><div class=\"verdict %s\">%s</div>%s%s</section>\n"
        .formatted(
            report.toString().replace('\\', '/'),
            StringEscapeUtils.escapeHtml4(entry.result().experiment().title()),
            entry.result().verdict().agrees() ? "agrees" : "disagrees",
            sentences,
            warnings,
            picture);
  }
}
