package org.ganforge.examples.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.ganforge.examples.console.Json;

/** The data that the page's script draws, as JSON. */
final class ReportData {
  private ReportData() {}

  static String of(List<ReportedRun> runs) {
    ObjectNode data = Json.object();
    ArrayNode all = data.putArray("runs");
    runs.forEach(run -> all.add(of(run)));
    return data.toString();
  }

  private static ObjectNode of(ReportedRun run) {
    ObjectNode json = Json.object().put("name", run.name());
    ArrayNode curves = json.putArray("curves");
    run.records().curves().forEach((field, points) -> curves.add(CurveJson.of(field, points)));
    run.records().measures().forEach((measure, lines) -> curves.add(CurveJson.of(measure, lines)));
    ArrayNode frames = json.putArray("frames");
    run.pictures()
        .frames()
        .forEach(
            (iteration, source) ->
                frames.addObject().put("iteration", iteration).put("source", source));
    return json;
  }
}
