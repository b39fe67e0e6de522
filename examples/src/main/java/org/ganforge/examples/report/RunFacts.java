package org.ganforge.examples.report;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.ganforge.Gan;
import org.ganforge.examples.console.Console;
import org.ganforge.json.record.RunInfo;

/** A description of a run, in rows for people. */
public final class RunFacts {
  private RunFacts() {}

  /** Returns names and texts: model, data, parameters, plan, created, command, versions. */
  public static Map<String, String> of(RunInfo info) {
    Gan gan = info.gan();
    Map<String, String> rows = new LinkedHashMap<>();
    rows.put("model", gan.name());
    RunInfo.Images images = info.images();
    if (images != null) {
      rows.put("data", images.name() + ", " + Console.count(images.count(), "image"));
    }
    rows.put(
        "parameters",
        String.format(
            Locale.ROOT,
            "generator %,d, discriminator %,d",
            gan.generator().parameterCount(),
            gan.discriminator().parameterCount()));
    rows.put(
        "plan",
        Console.count(gan.plan().iterations(), "iteration")
            + " in batches of "
            + gan.plan().batchSize()
            + ", seed "
            + gan.plan().seed());
    rows.put("created", info.created().toString());
    if (!info.command().isEmpty()) {
      rows.put("command", Console.command(info.command().toArray()));
    }
    rows.put("GanForge", info.versions().ganforge());
    rows.put("backend", info.versions().backend());
    rows.put("Java", info.versions().java());
    rows.put("system", info.versions().os());
    return rows;
  }
}
