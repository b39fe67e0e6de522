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
import org.ganforge.train.Measure;

/** A curve as the pages' scripts draw it. */
public final class CurveJson {
  /** Enough for any screen. */
  private static final MathContext DIGITS = new MathContext(6);

  private CurveJson() {}

  /**
   * Returns a number of {@code metrics.jsonl}: {@code group}, {@code name}, {@code x}, {@code y},
   * {@code least}, {@code greatest}.
   */
  public static ObjectNode of(String field, List<CurvePoint> points) {
    String group = field.substring(field.lastIndexOf('_') + 1);
    ObjectNode json = Json.object().put("group", group).put("name", field);
    put(json, "x", points, CurvePoint::iteration);
    put(json, "y", points, CurvePoint::mean);
    put(json, "least", points, CurvePoint::least);
    put(json, "greatest", points, CurvePoint::greatest);
    return json;
  }

  /**
   * Returns the results of evaluations: {@code group}, {@code name}, {@code x}, {@code y}, {@code
   * floor}.
   */
  public static ObjectNode of(Measure measure, List<MeasuredLine> lines) {
    ObjectNode json = Json.object().put("group", measure.label()).put("name", measure.label());
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
