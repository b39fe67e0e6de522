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
import org.ganforge.run.Run;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's code must work exactly as shown. */
class ReadmeTest {
  private static final Path README = Path.of("..", "README.md");
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern POM = Pattern.compile("```xml\n(.*?)```", Pattern.DOTALL);
  private static final Pattern VERSIONED =
      Pattern.compile("<artifactId>([\\w-]+)</artifactId>\\s*<version>([^<]+)</version>");
  private static final Pattern VERB = Pattern.compile("(?m)^\\| `\\./gan ([a-z]+)");

  private static final String PLANNED = ".withIterations(3000)";
  private static final Pattern TRY = Pattern.compile("(?s)    try \\(GanTrainer .*?\n    }\n");
  private static final String CLASS_PATH =
      System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

  @TempDir Path directory;

  /** Digits are recognised after 300 iterations; the slow test runs the README's full length. */
  @Test
  void itsJavaProgramCompilesAndSoonDrawsRecognisableDigits()
      throws IOException, InterruptedException {
    String program = blocks(JAVA).get(0);
    assertThat(program).contains(PLANNED);
    drawsDigits(program.replace(PLANNED, ".withIterations(350)"), 350);
  }

  @Test
  @Tag("slow")
  void itsJavaProgramDrawsRecognisableDigits() throws IOException, InterruptedException {
    drawsDigits(blocks(JAVA).get(0), 3000);
  }

  private void drawsDigits(String program, int iterations)
      throws IOException, InterruptedException {
    compile(program);

    Process process = start();
    assertThat(process.waitFor(20, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(log()).isZero();
    assertThat(log()).contains(iterations + "/" + iterations);
    var picture = ImageIO.read(directory.resolve("digits.png").toFile());
    assertThat(picture.getWidth()).isEqualTo(582);
    assertThat(picture.getHeight()).isEqualTo(234);
    Map<Integer, Integer> shown = new DigitJudge().count(DigitJudge.cells(picture, 4, 10));
    assertThat(shown).as("digits recognised").hasSizeGreaterThanOrEqualTo(5);
    assertThat(shown.values().stream().mapToInt(count -> count).sum())
        .as("of 40 recognised, %s", shown)
        .isGreaterThanOrEqualTo(16);
  }

  /** With a shorter plan and a checkpoint after each iteration. */
  @Test
  void theRunOfItsSecondProgramIsKilledAndResumed() throws IOException, InterruptedException {
    String run = blocks(JAVA).get(1);
    assertThat(run.lines().filter(line -> !line.isBlank()).count()).isLessThanOrEqualTo(10);
    String program = TRY.matcher(blocks(JAVA).get(0)).replaceFirst(Matcher.quoteReplacement(run));
    compile(
        program.replace(
            PLANNED,
            ".withIterations(80)).withRecording(RecordingPlan.of()"
                + ".withCheckpoints(CheckpointPlan.of().withEvery(1))"));
    Path metrics = directory.resolve("first-gan/metrics.jsonl");

    Process killed = start();
    while (killed.isAlive() && (!Files.exists(metrics) || Files.readString(metrics).isEmpty())) {
      Thread.sleep(20);
    }
    killed.destroyForcibly().waitFor();
    long before = Files.readString(metrics).lines().count();
    assertThat(before).as(log()).isBetween(1L, 79L);
    Process resumed = start();
    assertThat(resumed.waitFor(20, TimeUnit.MINUTES)).isTrue();

    assertThat(resumed.exitValue()).as(log()).isZero();
    assertThat(Files.readAllLines(metrics)).hasSize(80);
    assertThat(Run.open(directory.resolve("first-gan")).info().gan().plan().iterations())
        .isEqualTo(80);
    assertThat(directory.resolve("first-gan/checkpoints/step-80")).isDirectory();
  }

  private void compile(String program) throws IOException {
    Path source = Files.writeString(directory.resolve("FirstGan.java"), program);
    int compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-proc:none", "-cp", CLASS_PATH, source.toString());
    assertThat(compiled).isZero();
  }

  private Process start() throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return new ProcessBuilder(
            java.toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            directory + File.pathSeparator + CLASS_PATH,
            "FirstGan")
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("log.txt").toFile())
        .start();
  }

  private String log() throws IOException {
    return Files.readString(directory.resolve("log.txt"));
  }

  @Test
  void itsProgramIsShortAndTheWholePageToo() throws IOException {
    assertThat(Files.readAllLines(README)).hasSizeLessThanOrEqualTo(170);
    long statements =
        blocks(JAVA).get(0).lines().filter(line -> !line.startsWith("import")).count();
    assertThat(statements).isLessThanOrEqualTo(22);
  }

  @Test
  void itsPomHasTheVersionsOfThisBuild() throws IOException {
    String built = Files.readString(Path.of("..", "pom.xml"));
    Map<String, String> versions = new LinkedHashMap<>();
    VERSIONED
        .matcher(blocks(POM).get(0))
        .results()
        .forEach(m -> versions.put(m.group(1), m.group(2)));
    assertThat(versions)
        .containsEntry(
            "gan-tf-platform", only("<artifactId>ganforge</artifactId>\\s*<version>", built))
        .containsEntry(
            "maven-compiler-plugin",
            only("<artifactId>maven-compiler-plugin</artifactId>\\s*<version>", built));
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

  private static List<String> blocks(Pattern pattern) throws IOException {
    List<String> found =
        pattern.matcher(Files.readString(README)).results().map(m -> m.group(1)).toList();
    assertThat(found).isNotEmpty();
    return found;
  }
}
