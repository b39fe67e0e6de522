package org.ganforge.examples.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.ganforge.examples.console.Json;
import org.ganforge.json.record.MeasuredLine;
import org.ganforge.observe.CurvePoint;

/** What the page's script draws, as JSON. */
final class ReportData {
  /** More digits than a screen has pixels. */
  private static final MathContext DIGITS = new MathContext(6);

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
    run.records().curves().forEach((field, points) -> curves.add(curve(field, points)));
    run.records()
        .measures()
        .forEach((measure, lines) -> curves.add(measured(measure.label(), lines)));
    ArrayNode frames = json.putArray("frames");
    run.pictures()
        .frames()
        .forEach(
            (iteration, source) ->
                frames.addObject().put("iteration", iteration).put("source", source));
    return json;
  }

  private static ObjectNode curve(String field, List<CurvePoint> points) {
    String group = field.substring(field.lastIndexOf('_') + 1);
    ObjectNode json = Json.object().put("group", group).put("name", field);
    put(json, "x", points, CurvePoint::iteration);
    put(json, "y", points, CurvePoint::mean);
    put(json, "least", points, CurvePoint::least);
    put(json, "greatest", points, CurvePoint::greatest);
    return json;
  }

  private static ObjectNode measured(String label, List<MeasuredLine> lines) {
    ObjectNode json = Json.object().put("group", label).put("name", label);
    put(json, "x", lines, MeasuredLine::iteration);
    put(json, "y", lines, MeasuredLine::value);
    put(json, "floor", lines, MeasuredLine::floor);
    return json;
  }

  private static <T> void put(
      ObjectNode json, String name, List<T> points, ToDoubleFunction<T> value) {
    ArrayNode numbers = json.putArray(name);
    for (T point : points) {
      double number = value.applyAsDouble(point);
      if (Double.isFinite(number)) {
        numbers.add(new BigDecimal(number).round(DIGITS).doubleValue());
      } else {
        numbers.addNull();
      }
    }
  }
}
