package org.ganforge.json.codec;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ganforge.error.InvalidInputException;
import org.ganforge.export.ExportFormat;
import org.ganforge.export.NetworkRole;
import org.ganforge.json.form.Form;
import org.ganforge.json.form.Forms;
import org.ganforge.json.form.ListForm;
import org.ganforge.json.form.Scalars;
import org.ganforge.json.record.RunInfo;
import org.ganforge.json.text.JsonLayout;
import org.ganforge.json.text.JsonText;
import org.ganforge.json.text.JsonValue;

/** {@code export.json}: an export's {@link ExportInfo} as JSON, for other programs. */
public final class ExportJson {
  private static final int FORMAT = 1;
  private static final Form LABELS = new ListForm(Scalars.STRING);

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

  /**
   * Returns what a text says; fields of later versions are passed over.
   *
   * @throws InvalidInputException at the first part that is not as it should be
   */
  public static ExportInfo read(String text) {
    JsonValue json = new JsonValue("$", JsonText.parse(text));
    json.object("an export, an object", "use another export");
    if (!Scalars.INT.read(json.field("format")).equals(FORMAT)) {
      throw json.field("format").mistake(FORMAT + "", "take the version of GanForge that wrote it");
    }
    JsonValue run = json.field("run");
    return new ExportInfo(
        (String) Scalars.STRING.read(json.field("model")),
        run.node().isNull() ? null : (String) Scalars.STRING.read(run),
        (long) Scalars.LONG.read(json.field("iteration")),
        one(json.field("network"), NetworkRole.values()),
        ((List<?>) LABELS.read(json.field("formats")))
            .stream()
                .map(label -> one(json.field("formats"), ExportFormat.values(), label))
                .toList(),
        RunJson.read(json.field("versions"), RunInfo.Versions.class),
        RunJson.created(json.field("created")),
        files(json.field("files")));
  }

  private static <E> E one(JsonValue json, E[] values) {
    return one(json, values, Scalars.STRING.read(json));
  }

  /** Returns the value of a label, which its toString() gives. */
  private static <E> E one(JsonValue json, E[] values, Object label) {
    return Arrays.stream(values)
        .filter(value -> value.toString().equals(label))
        .findFirst()
        .orElseThrow(() -> json.mistake("one of " + Arrays.toString(values), "use another export"));
  }

  private static SortedMap<String, String> files(JsonValue json) {
    json.object("the files' digests, an object", "use another export");
    SortedMap<String, String> files = new TreeMap<>();
    json.node()
        .fieldNames()
        .forEachRemaining(name -> files.put(name, (String) Scalars.STRING.read(json.field(name))));
    return files;
  }
}
