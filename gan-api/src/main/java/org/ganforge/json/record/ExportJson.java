package org.ganforge.json.record;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.ganforge.json.form.Forms;
import org.ganforge.json.text.JsonLayout;

/** {@code export.json}: an export's {@link ExportInfo} as JSON, for other programs. */
public final class ExportJson {
  private static final int FORMAT = 1;

  private ExportJson() {}

  /** Returns the canonical text, which ends with a line feed. */
  public static String write(ExportInfo info) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("format", FORMAT);
    json.put("created", info.created().toString());
    json.put("model", info.model());
    json.put("run", info.run());
    json.put("iteration", info.iteration());
    json.put("network", info.network().toString());
    info.formats().forEach(format -> json.withArray("formats").add(format.toString()));
    json.set("versions", Forms.of(RunInfo.Versions.class).write(info.versions()));
    ObjectNode files = json.putObject("files");
    info.files().forEach(files::put);
    return JsonLayout.lines(json);
  }
}
