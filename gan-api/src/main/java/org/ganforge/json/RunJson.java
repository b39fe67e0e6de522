package org.ganforge.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.ganforge.error.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * {@code run.json}: a run's {@link RunInfo} as JSON, the spec embedded under {@code "spec"} in the
 * form of {@link GanJson}. Reading is as strict as there: a missing, unknown or mistyped field is
 * an error with its JSON path.
 */
public final class RunJson {
  private static final int FORMAT = 1;
  private static final List<String> FIELDS =
      List.of("format", "created", "command", "seed", "versions", "images", "spec");
  private static final List<String> VERSIONS = List.of("ganforge", "java", "os", "backend");
  private static final List<String> IMAGES = List.of("name", "count", "digest");
  private static final String WAY_OUT = "restore the file that the training wrote";
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private RunJson() {}

  /** Returns the run as indented JSON with a line end. */
  public static String write(RunInfo info) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("format", FORMAT);
    json.put("created", info.created().toString());
    info.command().forEach(json.putArray("command")::add);
    json.put("seed", info.seed());
    RunInfo.Versions versions = info.versions();
    json.putObject("versions")
        .put("ganforge", versions.ganforge())
        .put("java", versions.java())
        .put("os", versions.os())
        .put("backend", versions.backend());
    RunInfo.Images images = info.images();
    json.putObject("images")
        .put("name", images.name())
        .put("count", images.count())
        .put("digest", images.digest());
    json.set("spec", tree(GanJson.write(info.gan())));
    return print(json) + "\n";
  }

  /**
   * Returns the run.
   *
   * @throws InvalidInputException at the first part that is not as it should be
   */
  public static RunInfo read(String text) {
    JsonNode json = object("$", tree(text), FIELDS);
    int format = (int) integer(json, "$", "format", Integer.MAX_VALUE);
    if (format != FORMAT) {
      throw wrong(
          "$.format",
          "format " + FORMAT,
          "format " + format,
          "use the version of GanForge that wrote it");
    }
    JsonNode versions = object("$.versions", json.get("versions"), VERSIONS);
    JsonNode images = object("$.images", json.get("images"), IMAGES);
    RunInfo info =
        new RunInfo(
            GanJson.read(print(object("$.spec", json.get("spec"), null))),
            new RunInfo.Images(
                text(images, "$.images", "name"),
                (int) integer(images, "$.images", "count", Integer.MAX_VALUE),
                text(images, "$.images", "digest")),
            new RunInfo.Versions(
                text(versions, "$.versions", "ganforge"),
                text(versions, "$.versions", "java"),
                text(versions, "$.versions", "os"),
                text(versions, "$.versions", "backend")),
            command(json),
            created(json));
    long seed = integer(json, "$", "seed", Long.MAX_VALUE);
    if (seed != info.seed()) {
      throw wrong("$.seed", "the spec's seed " + info.seed(), Long.toString(seed), WAY_OUT);
    }
    return info;
  }

  private static List<String> command(JsonNode json) {
    JsonNode array = json.get("command");
    List<String> words = new ArrayList<>();
    for (JsonNode word : array) {
      if (!array.isArray() || !word.isTextual()) {
        break;
      }
      words.add(word.textValue());
    }
    if (!array.isArray() || words.size() < array.size()) {
      throw wrong("$.command", "an array of strings", array.toString(), WAY_OUT);
    }
    return words;
  }

  private static Instant created(JsonNode json) {
    String text = text(json, "$", "created");
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw wrong("$.created", "a time such as 2025-01-31T12:00:00Z", '"' + text + '"', WAY_OUT);
    }
  }

  private static String text(JsonNode json, String path, String field) {
    JsonNode value = json.get(field);
    if (!value.isTextual()) {
      throw wrong(path + "." + field, "a string", value.toString(), WAY_OUT);
    }
    return value.textValue();
  }

  private static long integer(JsonNode json, String path, String field, long most) {
    JsonNode value = json.get(field);
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() > most) {
      throw wrong(path + "." + field, "a whole number up to " + most, value.toString(), WAY_OUT);
    }
    return value.longValue();
  }

  /**
   * Returns the object after a look at its fields: all of {@code fields} and no other; null for
   * any.
   */
  private static JsonNode object(String path, JsonNode json, @Nullable List<String> fields) {
    if (!json.isObject()) {
      throw wrong(path, "an object", json.isMissingNode() ? "nothing" : json.toString(), WAY_OUT);
    }
    for (String field : fields == null ? List.<String>of() : fields) {
      if (!json.has(field)) {
        throw wrong(path, "the field " + field, "none", WAY_OUT);
      }
    }
    for (Iterator<String> names = json.fieldNames(); fields != null && names.hasNext(); ) {
      String name = names.next();
      if (!fields.contains(name)) {
        throw wrong(path + "." + name, "one of the fields " + fields, name, WAY_OUT);
      }
    }
    return json;
  }

  private static JsonNode tree(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      String place = e.getLocation() == null ? "" : " line " + e.getLocation().getLineNr();
      throw wrong(
          "$" + place, "JSON", e.getOriginalMessage().lines().findFirst().orElse(""), WAY_OUT);
    }
  }

  private static String print(JsonNode json) {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    Separators colons =
        Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER);
    try {
      return MAPPER
          .writer(
              new DefaultPrettyPrinter(colons)
                  .withObjectIndenter(indenter)
                  .withArrayIndenter(indenter))
          .writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError("a tree can always be printed", e);
    }
  }

  private static InvalidInputException wrong(
      String path, String expected, String found, String wayOut) {
    String brief = found.length() > 60 ? found.substring(0, 60) + "..." : found;
    return new InvalidInputException(path, expected, brief, wayOut);
  }
}
