package org.nnft.app.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.commons.text.StringEscapeUtils;
import org.nnft.app.run.RunFolder;
import org.nnft.experiment.Result;
import org.nnft.io.AtomicFile;
import org.nnft.study.Figure;

/// One page about all experiments of a paper: verdicts and figures side by side, links to the reports.
public final class PaperReport {

  /// One experiment.
  public record Entry(Result result, RunFolder folder) {}

  /// Figures shown of each investigation; the report has all.
  private static final int MOST_FIGURES = 2;

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

  private static String section(Path page, Entry entry) {
    Path report =
        Objects.requireNonNull(page.toAbsolutePath().getParent())
            .relativize(entry.folder().report().toAbsolutePath());
    String sentences =
        entry.result().verdict().sentences().stream()
            .map(s -> "<p>" + Numbers.html(s) + "</p>")
            .collect(Collectors.joining());
    String warnings =
        entry.result().verdict().warnings().isEmpty()
            ? ""
            : "<p class=\"warning\">Warnings in the report: %d</p>"
                .formatted(entry.result().verdict().warnings().size());
    String pictures =
        pictures(entry.result()).stream()
            .map(picture -> picture.html(entry.folder().figures()))
            .collect(Collectors.joining());
    return "<section><h2><a href=\"%s\">%s</a></h2><div class=\"verdict %s\">%s</div>%s%s</section>\n"
        .formatted(
            report.toString().replace('\\', '/'),
            StringEscapeUtils.escapeHtml4(entry.result().experiment().title()),
            HtmlReport.state(entry.result()),
            sentences,
            warnings,
            pictures);
  }

  /// A figure's file and what stands below it.
  private record Picture(String file, String caption) {

    /// As an image of its own: names inside of one SVG must not meet those of another.
    String html(Path figures) {
      Path svg = figures.resolve(file);
      if (!Files.exists(svg)) {
        return "";
      }
      try {
        return "<figure><img alt=\"%s\" src=\"data:image/svg+xml;base64,%s\"><figcaption>%s</figcaption></figure>"
            .formatted(
                file,
                Base64.getEncoder().encodeToString(Files.readAllBytes(svg)),
                StringEscapeUtils.escapeHtml4(caption));
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read the figure " + svg, e);
      }
    }
  }

  /// The figure of correlators against width, and the first few of every investigation.
  private static List<Picture> pictures(Result result) {
    List<Picture> pictures = new ArrayList<>();
    pictures.add(
        new Picture(
            "deviation.svg",
            "Mean relative deviation of correlators from %s; dotted, the statistical background."
                .formatted(result.scan().limit())));
    List<String> studies = StudyNames.of(result.experiment());
    for (int k = 0; k < studies.size(); k++) {
      String study = studies.get(k);
      result.findings().get(k).exhibits().stream()
          .filter(Figure.class::isInstance)
          .map(Figure.class::cast)
          .limit(MOST_FIGURES)
          .forEach(f -> pictures.add(new Picture(Figures.file(study, f), f.caption())));
    }
    return pictures;
  }
}
