package org.ganforge.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.ganforge.Gan;
import org.ganforge.json.form.Variants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GanSchemaTest {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  /** Compares with the committed file; {@code -Dschema.write=true} regenerates it. */
  @Test
  void theCommittedSchemaIsTheGeneratedOne() throws IOException {
    Path file = Path.of("../docs/spec.schema.json");
    if (Boolean.getBoolean("schema.write")) {
      Files.writeString(file, GanSchema.text());
    }
    assertThat(Files.readString(file))
        .as("regenerate it by: mvn -pl gan-api test -Dtest=GanSchemaTest -Dschema.write=true")
        .isEqualTo(GanSchema.text());
  }

  @Test
  void isAValidSchema() {
    Schema meta =
        REGISTRY.getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));
    assertThat(meta.validate(GanSchema.text(), InputFormat.JSON)).isEmpty();
  }

  static Stream<Class<?>> families() {
    return Variants.FAMILIES.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("families")
  void acceptsEverythingThatTheCodecWrites(Class<?> family) throws IOException {
    Schema schema = definition(family.getSimpleName());
    for (Class<?> member : Variants.members(family)) {
      for (Object value : Variants.changed(member).values()) {
        String text = write(value, family);
        assertThat(validate(schema, text)).as(text).isEmpty();
      }
    }
  }

  @Test
  void acceptsEveryFieldOfASpec() {
    Schema schema = REGISTRY.getSchema(GanSchema.text());
    for (Object gan : Variants.changed(Gan.class).values()) {
      String text = GanJson.write((Gan) gan);
      assertThat(validate(schema, text)).as(text).isEmpty();
    }
  }

  static Stream<String> mistakesOfForm() {
    return SpecMistakes.ofForm().map(SpecMistakes.Mistake::text);
  }

  @ParameterizedTest
  @MethodSource("mistakesOfForm")
  void refusesWhatTheCodecRefusesForItsForm(String text) {
    assertThat(validate(REGISTRY.getSchema(GanSchema.text()), text)).isNotEmpty();
  }

  private static List<Error> validate(Schema schema, String text) {
    return schema.validate(text, InputFormat.JSON);
  }

  private static <T> String write(Object value, Class<T> family) {
    return GanJson.writeValue(family.cast(value), family);
  }

  /** Returns the schema of a single part. */
  private static Schema definition(String name) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode whole = (ObjectNode) mapper.readTree(GanSchema.text());
    ObjectNode part = mapper.createObjectNode().put("$ref", "#/$defs/" + name);
    part.set("$defs", whole.get("$defs"));
    return REGISTRY.getSchema(part);
  }
}
