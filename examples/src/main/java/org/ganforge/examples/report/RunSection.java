package org.ganforge.examples.report;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ganforge.json.GanJson;
import org.ganforge.json.record.LoggedEvent;
import org.ganforge.observe.CurvePoint;

/**
 * The part of the page about one run.
 *
 * @param number from 0, for the ids of its elements
 */
record RunSection(ReportedRun run, int number) {
  String html() {
    String id = "run-" + number;
    return "<section class=\"run\" aria-labelledby=\""
        + id
        + "\">\n<h2 id=\""
        + id
        + "\">"
        + Html.text(run.name())
        + "</h2>\n"
        + samples()
        + pictures()
        + warnings()
        + facts()
        + "<details><summary>Configuration</summary>\n<pre tabindex=\"0\">"
        + Html.text(GanJson.write(run.info().gan()))
        + "</pre></details>\n</section>\n";
  }

  /** The last picture; the script shows the others in its place. */
  private String samples() {
    Map<Long, String> frames = run.pictures().frames();
    if (frames.isEmpty()) {
      return "<p>No samples are drawn yet.</p>\n";
    }
    long last = frames.keySet().stream().reduce((a, b) -> b).orElse(0L);
    String left =
        frames.size() < run.pictures().all()
            ? String.format(
                Locale.ROOT, " (%,d of %,d pictures)", frames.size(), run.pictures().all())
            : "";
    return "<figure><img class=\"frame\" data-run=\""
        + number
        + "\" alt=\"Samples after "
        + last
        + " iterations\" src=\""
        + frames.get(last)
        + "\"><figcaption>Samples after <output>"
        + last
        + "</output> iterations"
        + left
        + "</figcaption></figure>\n";
  }

  private String pictures() {
    return "<div class=\"pictures\">\n"
        + picture(run.directory().reals(), "Real images")
        + picture(run.directory().progressGif(), "Samples through the training")
        + picture(run.directory().coverage(), "Classes among samples and real images")
        + "</div>\n";
  }

  private static String picture(Path file, String caption) {
    return ReportPictures.source(file)
        .map(
            source ->
                "<figure><img alt=\""
                    + caption
                    + "\" src=\""
                    + source
                    + "\"><figcaption>"
                    + caption
                    + "</figcaption></figure>\n")
        .orElse("");
  }

  private String warnings() {
    List<LoggedEvent> events = run.records().events();
    StringBuilder out = new StringBuilder("<h3>Warnings</h3>\n");
    if (events.isEmpty()) {
      return out.append("<p>None.</p>\n").toString();
    }
    out.append("<ul>\n");
    for (LoggedEvent event : events) {
      out.append("<li><strong>")
          .append(Html.text(event.event().replace('_', ' ')))
          .append("</strong>, iteration ")
          .append(event.iteration())
          .append(": ")
          .append(Html.text(event.text()))
          .append("</li>\n");
    }
    return out.append("</ul>\n").toString();
  }

  private String facts() {
    StringBuilder out = new StringBuilder("<h3>Run</h3>\n<table>\n");
    rows()
        .forEach(
            (name, value) ->
                out.append("<tr><th scope=\"row\">")
                    .append(name)
                    .append("</th><td>")
                    .append(Html.text(value))
                    .append("</td></tr>\n"));
    return out.append("</table>\n").toString();
  }

  private Map<String, Object> rows() {
    Map<String, Object> rows = new LinkedHashMap<>(RunFacts.of(run.info()));
    rows.putAll(lastValues());
    return rows;
  }

  private Map<String, Object> lastValues() {
    Map<String, Object> rows = new LinkedHashMap<>();
    run.records()
        .curves()
        .forEach(
            (field, points) -> {
              if (!field.endsWith("_updates")) {
                rows.put("last " + Html.text(field), last(points));
              }
            });
    run.records()
        .measures()
        .forEach(
            (measure, lines) -> {
              double value = lines.get(lines.size() - 1).value();
              double floor = lines.get(lines.size() - 1).floor();
              rows.put(
                  "last " + measure.label(),
                  String.format(Locale.ROOT, "%.4g (real images: %.4g)", value, floor));
            });
    return rows;
  }

  private static String last(List<CurvePoint> points) {
    return String.format(Locale.ROOT, "%.4g", points.get(points.size() - 1).mean());
  }
}
