package org.ganforge.examples.serve;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.ganforge.examples.report.Asset;
import org.ganforge.examples.serve.http.Answer;
import org.ganforge.examples.serve.http.Call;
import org.ganforge.examples.serve.http.Refusal;

/** The page itself: its text, its style and its scripts, all from the program. */
final class PageFiles {
  private static final String SCRIPT = "text/javascript; charset=utf-8";
  private static final String STYLE = "text/css; charset=utf-8";

  private static final Map<String, Answer> FILES =
      Map.of(
          "icon.svg", own("icon.svg", "image/svg+xml"),
          "page.css", own("page.css", STYLE),
          "page.js", own("page.js", SCRIPT),
          "charts.js", own("charts.js", SCRIPT),
          "curves.js", answer(Asset.own("curves.js"), SCRIPT),
          "samples.js", own("samples.js", SCRIPT),
          "explorer.js", own("explorer.js", SCRIPT),
          "server.js", own("server.js", SCRIPT),
          "uPlot.css", answer(Asset.uplot("uPlot.min.css"), STYLE),
          "uPlot.js", answer(Asset.uplot("uPlot.esm.js"), SCRIPT));

  private static final Answer PAGE = own("page.html", "text/html; charset=utf-8");

  private PageFiles() {}

  /** Answers with the page. */
  static Answer page(Call call) {
    call.withOnly();
    return PAGE;
  }

  /** Answers with a file of the page. */
  static Answer file(Call call) {
    String name = call.withOnly().variable("file");
    Answer file = FILES.get(name);
    if (file == null) {
      throw Refusal.of(404, "file", "one of the page's", name, "reload the page");
    }
    return file;
  }

  private static Answer own(String name, String type) {
    return answer(Asset.of(PageFiles.class, name), type);
  }

  private static Answer answer(Asset asset, String type) {
    return Answer.of(type, asset.text().getBytes(StandardCharsets.UTF_8));
  }
}
