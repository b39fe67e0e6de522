package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every program on the page about extending does what the page says, for a few iterations. */
class ExtendingPageTest {
  private static final Path PAGE = Path.of("..", "docs", "extending.md");
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern CLASS = Pattern.compile("(?m)^class (\\w+)");

  @TempDir private static Path folder;
  private static String printed = "";

  @BeforeAll
  static void runAll() throws IOException, InterruptedException {
    List<String> names = new ArrayList<>();
    Matcher blocks = JAVA.matcher(Files.readString(PAGE));
    while (blocks.find()) {
      Matcher name = CLASS.matcher(blocks.group(1));
      assertThat(name.find()).as(blocks.group(1)).isTrue();
      names.add(name.group(1));
      Files.writeString(folder.resolve(name.group(1) + ".java"), blocks.group(1));
    }
    StringBuilder calls = new StringBuilder();
    names.stream()
        .filter(name -> !name.equals("Small"))
        .forEach(name -> calls.append(name).append(".main(new String[] {\"8\"});\n"));
    Files.writeString(
        folder.resolve("All.java"),
        "class All { public static void main(String[] none) throws Exception {\n" + calls + "} }");
    names.add("All");
    compile(names);
    run();
  }

  private static void compile(List<String> names) {
    List<String> words =
        new ArrayList<>(
            List.of("-proc:none", "-Xlint:all", "-Werror", "-cp", RuntimePath.joined()));
    words.addAll(List.of("-d", folder.toString()));
    names.forEach(name -> words.add(folder.resolve(name + ".java").toString()));
    int code =
        ToolProvider.getSystemJavaCompiler().run(null, null, null, words.toArray(new String[0]));
    assertThat(code).isZero();
  }

  private static void run() throws IOException, InterruptedException {
    Path log = folder.resolve("log.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.awt.headless=true",
                "-Dganforge.home=" + folder.resolve("home"),
                "-cp",
                folder + File.pathSeparator + RuntimePath.joined(),
                "All")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(process.waitFor(20, TimeUnit.MINUTES)).isTrue();
    printed = Files.readString(log);
    assertThat(process.exitValue()).as(printed).isZero();
  }

  /** 3 x 3 weights for each of 8 channels. */
  @Test
  void theBlurIsNotTrained() {
    assertThat(printed).contains("blur: [3, 3, 8, 1] of 0.11111111\n");
  }

  @Test
  void bentNoiseIsTrainedAndDrawn() {
    assertThat(printed).contains("drawn: [4, 28, 28, 1]\n");
  }

  @Test
  void ownNoiseIsDrawn() {
    assertThat(folder.resolve("own-noise.png")).isRegularFile();
  }

  @Test
  void ownObjectiveIsSaved() {
    assertThat(folder.resolve("top-k/checkpoint.json")).isRegularFile();
  }

  /**
   * Glorot's initial kernel of 784 x 128 weights, uniform in +-sqrt(6 / 912), has a norm of about
   * sqrt(784 * 128 * 2 / 912) = 14.83; eight decays by 0.1 % leave 14.72, and eight updates of at
   * most 0.0002 change it by less than 0.1 %.
   */
  @Test
  void ownPenaltyKeepsTheWeightsSmall() {
    Matcher norm = Pattern.compile("norm: (\\d+\\.\\d+)").matcher(printed);
    assertThat(norm.find()).as(printed).isTrue();
    assertThat(Double.parseDouble(norm.group(1))).isBetween(14.65, 14.77);
  }

  @Test
  void ownMetricIsPrintedForEachPicture() {
    List<String> lines = printed.lines().filter(line -> line.contains("brightness")).toList();
    assertThat(lines)
        .extracting(line -> line.replaceFirst(":.*", ""))
        .containsExactly("0", "2", "4", "6", "8");
  }

  @Test
  void ownImagesAreTrainedOn() {
    assertThat(printed).contains("waves: 500 images [28, 28, 1], trained for 5 iterations\n");
  }
}
