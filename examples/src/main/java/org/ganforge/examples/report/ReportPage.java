package org.ganforge.examples.report;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ganforge.json.codec.FlatSpec;

/**
 * The whole page: one file that loads nothing else. Its policy allows only the two scripts in it,
 * whatever a run's texts contain.
 */
record ReportPage(List<ReportedRun> runs) {
  String html() {
    Asset libraryStyle = Asset.uplot("uPlot.min.css");
    Asset style = Asset.own("report.css");
    Asset library = Asset.uplot("uPlot.iife.min.js");
    Asset script = Asset.own("curves.js").followedBy(Asset.own("report.js"));
    String policy =
        "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; style-src "
            + libraryStyle.source()
            + " "
            + style.source()
            + "; script-src "
            + library.source()
            + " "
            + script.source();
    String title = runs.stream().map(ReportedRun::name).collect(Collectors.joining(", "));
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        + "<meta http-equiv=\"Content-Security-Policy\" content=\""
        + policy
        + "\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        + "<meta name=\"color-scheme\" content=\"light dark\">\n"
        + Html.element("title", title)
        + "\n<style>"
        + libraryStyle.text()
        + "</style>\n<style>"
        + style.text()
        + "</style>\n</head>\n<body>\n<main>\n"
        + Html.element("h1", title)
        + CURVES
        + differences()
        + "<div class=\"runs\">\n"
        + sections()
        + "</div>\n</main>\n<script type=\"application/json\" id=\"data\">"
        + Html.json(ReportData.of(runs))
        + "</script>\n<script>"
        + library.text()
        + "</script>\n<script type=\"module\">"
        + script.text()
        + "</script>\n</body>\n</html>\n";
  }

  private static final String CURVES =
      """

      <noscript><p>Without JavaScript there are no curves, and only the last samples of each run.</p></noscript>
      <h2>Curves</h2>
      <div id="charts"></div>
      <p class="hint" id="hint" hidden>Bold: means over a fiftieth of the training; light: from the least to the
      greatest value. Drag to zoom, double-click for all of it; on the keyboard <kbd>+</kbd> <kbd>-</kbd>
      <kbd>&larr;</kbd> <kbd>&rarr;</kbd> and <kbd>0</kbd>.</p>
      <p class="slider" id="slider" hidden><label for="frame">Samples through the training</label>
      <input type="range" id="frame" min="0" step="1"></p>
      """;

  private String sections() {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < runs.size(); i++) {
      out.append(new RunSection(runs.get(i), i).html());
    }
    return out.toString();
  }

  /** For several runs, the settings in which they differ. */
  private String differences() {
    if (runs.size() < 2) {
      return "";
    }
    List<Map<String, Object>> all =
        runs.stream().map(run -> FlatSpec.of(run.info().gan())).toList();
    Set<String> names = new LinkedHashSet<>();
    all.forEach(settings -> names.addAll(settings.keySet()));
    Map<String, List<String>> rows = new LinkedHashMap<>();
    for (String name : names) {
      List<String> values =
          all.stream().map(settings -> settings.getOrDefault(name, "") + "").toList();
      if (Set.copyOf(values).size() > 1) {
        rows.put(name, values);
      }
    }
    return "<h2>Different settings</h2>\n" + (rows.isEmpty() ? "<p>None.</p>\n" : table(rows));
  }

  private String table(Map<String, List<String>> rows) {
    StringBuilder out = new StringBuilder("<div class=\"wide\"><table>\n<tr><td></td>");
    runs.forEach(
        run -> out.append("<th scope=\"col\">").append(Html.text(run.name())).append("</th>"));
    out.append("</tr>\n");
    rows.forEach(
        (name, values) -> {
          out.append("<tr><th scope=\"row\">").append(Html.text(name)).append("</th>");
          values.forEach(value -> out.append(Html.element("td", value)));
          out.append("</tr>\n");
        });
    return out.append("</table></div>\n").toString();
  }
}
