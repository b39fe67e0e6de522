package org.ganforge.examples.serve;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import org.ganforge.examples.console.Json;
import org.ganforge.examples.report.CurveJson;
import org.ganforge.json.record.LoggedEvent;
import org.ganforge.observe.RunRecords;
import org.jspecify.annotations.Nullable;

/**
 * The changes that take a page from one state of a run's records to the next.
 *
 * @param before null for a page that has nothing yet
 */
record RunChanges(@Nullable RunRecords before, RunRecords now) {
  boolean isEmpty() {
    return now.equals(before);
  }

  /**
   * Returns the curves from the first point that differs, whose index is {@code from}; and all
   * warnings and the iterations of all pictures, if any of them is new. {@code restart} means that
   * the page must discard its curves.
   */
  ObjectNode json() {
    ObjectNode json = Json.object();
    boolean isRestart =
        before == null || !now.curves().keySet().containsAll(before.curves().keySet());
    RunRecords known = isRestart ? null : before;
    json.put("restart", isRestart);
    ArrayNode curves = json.putArray("curves");
    now.curves()
        .forEach(
            (field, points) ->
                add(
                    curves,
                    field,
                    known == null ? null : known.curves().get(field),
                    points,
                    CurveJson::of));
    now.measures()
        .forEach(
            (measure, lines) ->
                add(
                    curves,
                    measure,
                    known == null ? null : known.measures().get(measure),
                    lines,
                    CurveJson::of));
    if (known == null || !known.events().equals(now.events())) {
      ArrayNode warnings = json.putArray("warnings");
      now.events().forEach(event -> warnings.add(warning(event)));
    }
    if (known == null || !known.samples().keySet().equals(now.samples().keySet())) {
      ArrayNode samples = json.putArray("samples");
      now.samples().keySet().forEach(samples::add);
    }
    return json;
  }

  private static <N, P> void add(
      ArrayNode curves,
      N name,
      @Nullable List<P> before,
      List<P> now,
      BiFunction<N, List<P>, ObjectNode> json) {
    int from = before == null ? 0 : same(before, now);
    if (before == null || from < now.size() || from < before.size()) {
      curves.add(json.apply(name, now.subList(from, now.size())).put("from", from));
    }
  }

  private static int same(List<?> before, List<?> now) {
    int most = Math.min(before.size(), now.size());
    int same = 0;
    while (same < most && Objects.equals(before.get(same), now.get(same))) {
      same++;
    }
    return same;
  }

  private static ObjectNode warning(LoggedEvent event) {
    return Json.object()
        .put("event", event.event().replace('_', ' '))
        .put("iteration", event.iteration())
        .put("text", event.text());
  }
}
