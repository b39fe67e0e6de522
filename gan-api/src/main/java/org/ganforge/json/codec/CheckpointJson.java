package org.ganforge.json.codec;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ganforge.Computation;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Digest;
import org.ganforge.json.form.Form;
import org.ganforge.json.form.Forms;
import org.ganforge.json.form.ListForm;
import org.ganforge.json.form.Scalars;
import org.ganforge.json.record.CheckpointInfo;
import org.ganforge.json.record.RunInfo;
import org.ganforge.json.text.JsonLayout;
import org.ganforge.json.text.JsonText;
import org.ganforge.json.text.JsonValue;
import org.ganforge.train.LogDigest;
import org.jspecify.annotations.Nullable;

/**
 * {@code checkpoint.json}: a {@link CheckpointInfo} as JSON. Its last field is the SHA-256 of the
 * text without that field, so a change to any byte is detected. Every format does that, so that an
 * unknown format can be distinguished from damage.
 */
public final class CheckpointJson {
  private static final int FORMAT = 1;
  private static final String DIGEST = "digest";
  private static final Pattern END = Pattern.compile(",\n  \"digest\": \"(\\w{64})\"\n}\n\\z");
  private static final Form FILES = new ListForm(Forms.of(CheckpointInfo.StoredFile.class));

  private CheckpointJson() {}

  /** Returns the canonical text, which ends with a line feed. */
  public static String write(CheckpointInfo info) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("format", FORMAT);
    json.put("iteration", info.iteration());
    json.put("seed", info.seed());
    json.put("metrics_line", info.metricsLine());
    if (info.log() != null) {
      json.set("log", Forms.of(LogDigest.class).write(info.log()));
    }
    json.put("created", info.created().toString());
    json.set("versions", Forms.of(RunInfo.Versions.class).write(info.versions()));
    json.set("computation", Forms.of(Computation.class).write(info.computation()));
    json.set("images", RunJson.write(info.images()));
    json.set("files", FILES.write(info.files()));
    return JsonLayout.lines(json.put(DIGEST, digest(JsonLayout.lines(json))));
  }

  /**
   * Rejects a text that is intact, according to its digest, but in another format.
   *
   * @throws InvalidInputException if it is, at {@code $.format}
   */
  public static void requireKnownFormat(String text) {
    Matcher end = END.matcher(text);
    if (end.find() && digest(text.substring(0, end.start()) + "\n}\n").equals(end.group(1))) {
      requireFormat(new JsonValue("$", JsonText.parse(text)));
    }
  }

  private static void requireFormat(JsonValue json) {
    if (!Scalars.INT.read(json.field("format")).equals(FORMAT)) {
      throw json.field("format").mistake(FORMAT + "", "use the version of GanForge that wrote it");
    }
  }

  private static String digest(String text) {
    return Digest.SHA_256.of(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Parses a text.
   *
   * @throws InvalidInputException if it is not exactly what {@link #write} wrote
   */
  public static CheckpointInfo read(String text) {
    JsonValue json = new JsonValue("$", JsonText.parse(text));
    json.object("a checkpoint, an object", "use another checkpoint");
    requireFormat(json);
    JsonValue line = json.field("metrics_line");
    CheckpointInfo info =
        new CheckpointInfo(
            (long) Scalars.LONG.read(json.field("iteration")),
            (long) Scalars.LONG.read(json.field("seed")),
            line.node().isNull() ? null : (String) Scalars.STRING.read(line),
            log(json.field("log")),
            RunJson.created(json.field("created")),
            RunJson.read(json.field("versions"), RunInfo.Versions.class),
            RunJson.read(json.field("computation"), Computation.class),
            RunJson.images(json.field("images")),
            files(json.field("files")));
    if (!write(info).equals(text)) {
      throw json.field(DIGEST).mistake("the SHA-256 of the text before it", "restore the file");
    }
    return info;
  }

  private static @Nullable LogDigest log(JsonValue json) {
    return json.node().isMissingNode() ? null : RunJson.read(json, LogDigest.class);
  }

  private static List<CheckpointInfo.StoredFile> files(JsonValue json) {
    return ((List<?>) FILES.read(json))
        .stream().map(CheckpointInfo.StoredFile.class::cast).toList();
  }
}
