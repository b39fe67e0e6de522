package org.ganforge.json.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlainJsonTest {
  /** The order of {@code Map.of} differs from process to process. */
  @Test
  void writesKeysInAlphabeticalOrder() {
    assertThat(
            PlainJson.write(
                Map.of("key", "a \"b\"", "value", 1.5, "steps", List.of(3L, 4L), "in", Map.of())))
        .isEqualTo("{\"in\":{},\"key\":\"a \\\"b\\\"\",\"steps\":[3,4],\"value\":1.5}");
  }

  @Test
  void findsTextAndNumbersByTheirKeys() {
    String json = "{\"run\": {\"info\": {\"id\": \"7f\", \"step\": 3, \"end\": null}}}";
    assertThat(PlainJson.text(json, "run", "info", "id")).contains("7f");
    assertThat(PlainJson.text(json, "run", "info", "step")).contains("3");
    assertThat(PlainJson.text(json, "run", "info", "end")).isEmpty();
    assertThat(PlainJson.text(json, "run", "info")).isEmpty();
    assertThat(PlainJson.text("<html>", "run")).isEmpty();
  }
}
