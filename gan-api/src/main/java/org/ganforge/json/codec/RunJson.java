package org.ganforge.json.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import org.ganforge.Computation;
import org.ganforge.LeftOut;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.form.Form;
import org.ganforge.json.form.Forms;
import org.ganforge.json.form.ListForm;
import org.ganforge.json.form.Scalars;
import org.ganforge.json.record.RunInfo;
import org.ganforge.json.text.JsonFile;
import org.ganforge.json.text.JsonLayout;
import org.ganforge.json.text.JsonText;
import org.ganforge.json.text.JsonValue;
import org.ganforge.json.text.Words;
import org.jspecify.annotations.Nullable;

/**
 * {@code run.json}: a run's {@link RunInfo} as JSON, with the spec as in {@link RecordedSpec} under
 * {@code "spec"}. Reading is equally strict: a missing, unknown or mistyped field is an error with
 * its JSON path.
 */
public final class RunJson {
  private static final int FORMAT = 1;
  private static final List<String> FIELDS =
      List.of(
          "format",
          "created",
          "command",
          "seed",
          "versions",
          "images",
          "forms",
          "left_out",
          "imported",
          "spec");
  private static final Form COMMAND = new ListForm(Scalars.STRING);
  private static final Form FORMS = new ListForm(Forms.of(Computation.ComputedForm.class));
  private static final Form LEFT_OUT = new ListForm(Forms.of(LeftOut.class));

  private RunJson() {}

  /** Returns the run's canonical text, which ends with a line feed. */
  public static String write(RunInfo info) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("format", FORMAT);
    json.put("created", info.created().toString());
    json.set("command", COMMAND.write(info.command()));
    json.put("seed", info.seed());
    json.set("versions", Forms.of(RunInfo.Versions.class).write(info.versions()));
    json.set("images", write(info.images()));
    if (info.forms() != null) {
      json.set("forms", FORMS.write(info.forms()));
    }
    if (!info.leftOut().isEmpty()) {
      json.set("left_out", LEFT_OUT.write(info.leftOut()));
    }
    if (info.imported() && info.images() != null) { // without images it goes without saying
      json.put("imported", true);
    }
    json.set("spec", RecordedSpec.toJson(info.gan()));
    return JsonLayout.lines(json);
  }

  /**
   * Returns the run.
   *
   * @throws InvalidInputException at the first invalid part
   */
  public static RunInfo read(String text) {
    JsonValue json = new JsonValue("$", JsonText.parse(text));
    refuseUnknownFields(json);
    if (!Scalars.INT.read(json.field("format")).equals(FORMAT)) {
      throw json.field("format").mistake(FORMAT + "", "use the version of GanForge that wrote it");
    }
    RunInfo info =
        new RunInfo(
            RecordedSpec.read(json.field("spec")),
            images(json.field("images")),
            read(json.field("versions"), RunInfo.Versions.class),
            command(json.field("command")),
            created(json.field("created")),
            forms(json.field("forms")),
            leftOut(json.field("left_out")),
            imported(json.field("imported")));
    if (!Scalars.LONG.read(json.field("seed")).equals(info.seed())) {
      throw json.field("seed")
          .mistake(info.seed() + ", the seed of the spec's plan,", "give both the same seed");
    }
    return info;
  }

  /**
   * Reads the run described by a file.
   *
   * @throws InvalidInputException if it cannot be read, or at the first invalid part; the message
   *     begins with the file's name
   */
  public static RunInfo read(Path file) {
    try {
      return read(JsonFile.text(file));
    } catch (InvalidInputException e) {
      throw e.inside(file.toString());
    }
  }

  static JsonNode write(RunInfo.@Nullable Images images) {
    return images == null ? NullNode.instance : Forms.of(RunInfo.Images.class).write(images);
  }

  static <T> T read(JsonValue json, Class<T> type) {
    return type.cast(Forms.of(type).read(json));
  }

  static RunInfo.@Nullable Images images(JsonValue json) {
    return json.node().isNull() ? null : read(json, RunInfo.Images.class);
  }

  private static List<String> command(JsonValue json) {
    return ((List<?>) COMMAND.read(json)).stream().map(String.class::cast).toList();
  }

  private static @Nullable List<Computation.ComputedForm> forms(JsonValue json) {
    return json.node().isMissingNode()
        ? null
        : ((List<?>) FORMS.read(json)).stream().map(Computation.ComputedForm.class::cast).toList();
  }

  private static List<LeftOut> leftOut(JsonValue json) {
    return json.node().isMissingNode()
        ? List.of()
        : ((List<?>) LEFT_OUT.read(json)).stream().map(LeftOut.class::cast).toList();
  }

  private static boolean imported(JsonValue json) {
    return !json.node().isMissingNode() && (Boolean) Scalars.BOOLEAN.read(json);
  }

  static Instant created(JsonValue json) {
    try {
      return Instant.parse((String) Scalars.STRING.read(json));
    } catch (DateTimeException e) {
      throw json.mistake("a time such as \"2025-01-31T12:00:00Z\"", "restore the file");
    }
  }

  private static void refuseUnknownFields(JsonValue json) {
    ObjectNode object = json.object("a run, an object", "restore the file");
    for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!FIELDS.contains(name)) {
        throw new InvalidInputException(
            "$",
            "a field of a run",
            JsonValue.quote(name),
            Words.guessAmong(name, FIELDS, "known are " + Words.list(FIELDS)));
      }
    }
  }
}
