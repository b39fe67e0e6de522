package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.ganforge.Sequential;
import org.ganforge.json.GanJson;
import org.ganforge.layer.Layer;
import org.ganforge.layer.TensorShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code on the first pages is right. */
class PagesTest {
  private static final Path DOCS = Path.of("..", "docs");
  private static final String CLASS_PATH =
      System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

  @TempDir Path directory;

  @Test
  void itsJavaCompiles() throws IOException {
    List<String> blocks = new ArrayList<>(blocks("coming-from-keras.md", "java"));
    blocks.addAll(blocks("quick-start.md", "java"));
    StringBuilder program = new StringBuilder();
    for (String name : List.of("", ".layer", ".observe", ".run")) {
      program.append("import org.ganforge").append(name).append(".*;\n");
    }
    program.append("import java.nio.file.Path;\nimport java.util.List;\nclass Pages {\n");
    for (int i = 0; i < blocks.size(); i++) {
      program.append("void page" + i + "() throws Exception {\n" + blocks.get(i) + "}\n");
    }
    Path source = Files.writeString(directory.resolve("Pages.java"), program + "}\n");
    int compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-proc:none", "-cp", CLASS_PATH, source.toString());
    assertThat(blocks).hasSize(3);
    assertThat(compiled).isZero();
  }

  @Test
  void itsJsonIsANetwork() throws IOException {
    String json = blocks("coming-from-keras.md", "json").get(0);
    Layer network =
        GanJson.readValue(json.replaceFirst("\\{", "{\"type\": \"Sequential\","), Layer.class);
    assertThat(network).isInstanceOf(Sequential.class);
    assertThat(((Sequential) network).outputShape()).isEqualTo(TensorShape.of(28, 28, 1));
  }

  private static List<String> blocks(String page, String language) throws IOException {
    return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
        .matcher(Files.readString(DOCS.resolve(page)))
        .results()
        .map(block -> block.group(1))
        .toList();
  }
}
