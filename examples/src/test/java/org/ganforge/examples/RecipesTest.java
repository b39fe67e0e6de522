package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The programs that readers copy do what they say. They run one after the other in one process, for
 * a few iterations, as a user of the libraries would run them.
 */
class RecipesTest {
  private static final Path RECIPES = Path.of("consumer/src/main/java/recipes");

  /** Trains a classifier, which takes half a minute of processor time. */
  private static final List<String> SLOW = List.of("Evaluate run 500", "TuneLearningRate 3");

  private static final List<String> QUICK =
      List.of(
          "FirstGan 2",
          "OwnImages pictures 2",
          "OwnListener 2",
          "WassersteinGan 2",
          "ConditionalGan 2",
          "RunAndResume 2",
          "RunAndResume",
          "ExportAndCall 2",
          "ExploreLatentSpace run",
          "TwoTrainers 2");

  @TempDir private static Path folder;

  @BeforeAll
  static void compileAll() throws IOException {
    compile(files());
  }

  @Test
  void eachRunsAndWritesWhatItSays() throws IOException, InterruptedException {
    DrawnPictures.ofOneSize(folder.resolve("pictures"), 32, 32, 12);
    run("Quick", QUICK);

    assertThat(
            Stream.of(
                    "digits.png",
                    "own-images.png",
                    "log.csv",
                    "fakes-000002.png",
                    "wgan-gp.png",
                    "sevens.png",
                    "run/metrics.jsonl",
                    "exported/generator/model.keras",
                    "from-export.png",
                    "run/morph.gif",
                    "run/sum.png",
                    "run/moved.png",
                    "seed-1.png",
                    "seed-2.png")
                .map(folder::resolve))
        .allSatisfy(file -> assertThat(file).isRegularFile());
  }

  @Test
  @Tag("slow")
  void eachThatNeedsAClassifierRuns() throws IOException, InterruptedException {
    List<String> calls = new ArrayList<>(List.of("RunAndResume 2"));
    calls.addAll(SLOW);
    assertThat(run("Slow", calls)).contains("show no class: ", "best: ");
    assertThat(folder.resolve("run/coverage.png")).isRegularFile();
  }

  /** A new recipe needs a line here, which also puts it to the test. */
  @Test
  void eachIsRunHere() throws IOException {
    assertThat(files())
        .extracting(file -> file.getFileName().toString().replace(".java", ""))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(QUICK.stream(), SLOW.stream())
                .map(call -> call.replaceFirst(" .*", ""))
                .distinct()
                .toList());
  }

  /** The README's program with its iterations as an argument. */
  @Test
  void theFirstIsTheReadmes() throws IOException {
    String recipe = Files.readString(RECIPES.resolve("FirstGan.java"));
    String shown =
        recipe
            .replace("package recipes;\n\n", "")
            .replaceFirst("/\\*\\* .* \\*/\n", "")
            .replaceFirst("    long iterations = .*\n", "")
            .replace("withIterations(iterations)", "withIterations(3000)");
    assertThat(Files.readString(Path.of("../README.md"))).contains("```java\n" + shown + "```");
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(RECIPES)) {
      return files.sorted().toList();
    }
  }

  private static void compile(List<Path> sources) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "-proc:none",
                "-Xlint:all",
                "-Werror",
                "-cp",
                folder + File.pathSeparator + RuntimePath.joined(),
                "-d",
                folder.toString()));
    sources.forEach(source -> words.add(source.toString()));
    int code =
        ToolProvider.getSystemJavaCompiler().run(null, null, null, words.toArray(new String[0]));
    assertThat(code).isZero();
  }

  /** Calls the programs in one process, in the folder, and returns what they print. */
  private static String run(String name, List<String> calls)
      throws IOException, InterruptedException {
    String body =
        calls.stream()
            .map(call -> List.of(call.split(" ", -1)))
            .map(words -> "recipes." + words.get(0) + ".main(" + array(words) + ");")
            .collect(Collectors.joining("\n"));
    String program =
        "public class %s { public static void main(String[] none) throws Exception { %s } }";
    compile(
        List.of(Files.writeString(folder.resolve(name + ".java"), program.formatted(name, body))));
    Path log = folder.resolve(name + ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Djava.awt.headless=true",
            "-Dganforge.home=" + folder.resolve("home"),
            "-cp",
            folder + File.pathSeparator + RuntimePath.joined(),
            name);
    Process process =
        builder
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(process.waitFor(20, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    return Files.readString(log);
  }

  private static String array(List<String> words) {
    return words.stream()
        .skip(1)
        .collect(Collectors.joining("\", \"", "new String[] {\"", "\"}"))
        .replace("{\"\"}", "{}");
  }
}
