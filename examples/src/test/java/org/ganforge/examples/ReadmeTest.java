package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows must work as it stands there. */
class ReadmeTest {
  private static final Path README = Path.of("..", "README.md");
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern POM = Pattern.compile("```xml\n(.*?)```", Pattern.DOTALL);
  private static final Pattern VERSIONED =
      Pattern.compile("<artifactId>([\\w-]+)</artifactId>\\s*<version>([^<]+)</version>");
  private static final Pattern VERB = Pattern.compile("(?m)^\\| `\\./gan ([a-z]+)");

  @TempDir Path directory;

  @Test
  void itsJavaProgramCompilesAndDrawsDigitsThatAreRecognised()
      throws IOException, InterruptedException {
    String program = first(JAVA);
    Path source = Files.writeString(directory.resolve("FirstGan.java"), program);
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    int compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-proc:none", "-cp", classPath, source.toString());
    assertThat(compiled).isZero();

    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Path log = directory.resolve("log.txt");
    Process process =
        new ProcessBuilder(
                java.toString(), "-cp", directory + File.pathSeparator + classPath, "FirstGan")
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(process.waitFor(20, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    assertThat(Files.readString(log)).contains("3000/3000");
    var picture = ImageIO.read(directory.resolve("digits.png").toFile());
    assertThat(picture.getWidth()).isEqualTo(582);
    assertThat(picture.getHeight()).isEqualTo(234);
    Map<Integer, Integer> shown = new DigitJudge().count(DigitJudge.cells(picture, 4, 10));
    assertThat(shown).as("digits recognised").hasSizeGreaterThanOrEqualTo(5);
    assertThat(shown.values().stream().mapToInt(count -> count).sum())
        .as("of 40 recognised, %s", shown)
        .isGreaterThanOrEqualTo(16);
  }

  @Test
  void itsProgramIsShortAndTheWholePageToo() throws IOException {
    assertThat(Files.readAllLines(README)).hasSizeLessThanOrEqualTo(170);
    long statements = first(JAVA).lines().filter(line -> !line.startsWith("import")).count();
    assertThat(statements).isLessThanOrEqualTo(22);
  }

  @Test
  void itsPomHasTheVersionsThatThisBuildHas() throws IOException {
    String built = Files.readString(Path.of("..", "pom.xml"));
    Map<String, String> versions = new LinkedHashMap<>();
    VERSIONED.matcher(first(POM)).results().forEach(m -> versions.put(m.group(1), m.group(2)));
    assertThat(versions)
        .containsEntry("gan-tf", only("<artifactId>ganforge</artifactId>\\s*<version>", built))
        .containsEntry("tensorflow-core-native", only("<tensorflow.version>", built))
        .containsEntry("slf4j-nop", only("<slf4j.version>", built))
        .containsEntry(
            "maven-compiler-plugin",
            only("<artifactId>maven-compiler-plugin</artifactId>\\s*<version>", built));
    // Of two versions equally near, Maven takes the first.
    assertThat(List.copyOf(versions.keySet()).indexOf("gan-tf"))
        .isLessThan(List.copyOf(versions.keySet()).indexOf("tensorflow-core-native"));
  }

  private static String only(String before, String text) {
    List<String> found =
        Pattern.compile(before + "([^<]+)<").matcher(text).results().map(m -> m.group(1)).toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  @Test
  void itsTableHasEveryVerbAndNoOther() throws IOException {
    List<String> shown =
        VERB.matcher(Files.readString(README)).results().map(result -> result.group(1)).toList();
    CommandRun usage = CommandRun.of("--help");
    List<String> verbs =
        Pattern.compile("(?m)^  ([a-z]+)  ")
            .matcher(usage.out().substring(usage.out().indexOf("Verbs:")))
            .results()
            .map(result -> result.group(1))
            .toList();
    assertThat(shown).containsExactlyInAnyOrderElementsOf(verbs);
  }

  private static String first(Pattern pattern) throws IOException {
    Matcher matcher = pattern.matcher(Files.readString(README));
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }
}
