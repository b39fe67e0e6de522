package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every verb that reads or writes files, in a folder whose name has a space, a quote and letters of
 * three scripts, with relative paths. One process runs them all, with a locale that has the
 * letters.
 */
class PathsTest {
  private static final String ODD = "it's \u00fcber \u6570\u5b57 \u0446\u0438\u0444\u0440\u044b";

  @TempDir private Path folder;

  @BeforeEach
  void requireAFileSystemWithTheLetters() throws IOException, InterruptedException {
    Process process = new ProcessBuilder("locale", "-a").redirectErrorStream(true).start();
    String locales = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assumeThat(locales).containsPattern("(?im)^C\\.utf-?8$");
  }

  /** Runs verbs one after the other, each in the same folder; each must succeed. */
  public static final class Verbs {
    private Verbs() {}

    /** Takes the verbs as one word each, with tabs between their words. */
    public static void main(String[] verbs) throws IOException {
      Path work = Files.createDirectories(Path.of(ODD, "runs"));
      DrawnPictures.ofOneSize(Path.of(ODD, "pictures"), 8, 8, 12);
      Files.move(TinySpec.in(work), Path.of(ODD, "tiny.json"));
      for (String verb : verbs) {
        CommandRun run = CommandRun.of((Object[]) verb.split("\t", -1));
        System.out.println(verb.replace('\t', ' ') + "\n" + run.out() + run.err());
        if (run.code() != 0) {
          System.exit(9);
        }
      }
    }
  }

  private static String verb(Object... words) {
    return String.join("\t", Stream.of(words).map(Object::toString).toList());
  }

  private String run(List<String> verbs) throws IOException, InterruptedException {
    Path log = folder.resolve("log.txt");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dganforge.home=" + folder.resolve("home"),
                "-cp",
                System.getProperty("java.class.path"),
                Verbs.class.getName()));
    command.addAll(verbs);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(Map.of("LC_ALL", "C.UTF-8"));
    Process process =
        builder
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    int code = process.waitFor();
    String printed = Files.readString(log);
    assertThat(code).as(printed).isZero();
    return printed;
  }

  private static List<String> verbsOfARun(Path odd, Path run) {
    Path runs = odd.resolve("runs");
    return List.of(
        verb("summary", odd.resolve("tiny.json")),
        verb("train", odd.resolve("tiny.json"), "--runs", runs, "--tensorboard"),
        verb("resume", run, "--steps", 22),
        verb("sample", run, "--count", 4, "--out", odd.resolve("samples 1.png")),
        verb("sample", run, "--count", 4, "--out", odd.resolve("numbers.npy")),
        verb("mixed", run, "--count", 4, "--out", odd.resolve("mixed.png")),
        verb("scores", run, "--count", 4, "--out", odd.resolve("scores.png")),
        verb("morph", run, "--seeds", "1,2"),
        verb("arithmetic", run, "--seeds", "1,2"),
        verb("report", run));
  }

  private static List<String> verbsOfFiles(Path odd, Path run) {
    Path out = odd.resolve("out");
    Path keras = out.resolve("generator/model.keras");
    return List.of(
        verb("export", run, "--format", "all", "--out", out),
        verb("import", keras, "--as", "generator", "--run", odd.resolve("imported")));
  }

  private static List<String> verbsOfPictures(Path odd) {
    Path pictures = odd.resolve("pictures");
    Path own = odd.resolve("own run");
    String training = verb("train", "--images", pictures, "--size", 8, "--steps", 2);
    return List.of(
        verb("new", odd.resolve("own"), "--images", pictures),
        verb(training, "--dry-run"),
        verb(training, "--batch-size", 4, "--run", own),
        verb("data", "--data", pictures));
  }

  @Test
  void everyVerbTakesThem() throws IOException, InterruptedException {
    Path odd = Path.of(ODD);
    Path run = odd.resolve("runs/00000-tiny");
    List<String> verbs = new ArrayList<>(verbsOfARun(odd, run));
    verbs.addAll(verbsOfFiles(odd, run));
    verbs.addAll(verbsOfPictures(odd));
    String printed = run(verbs);

    assertThat(printed)
        .contains("./gan resume '" + run.toString().replace("'", "'\\''") + "' --steps 40");
    assertThat(
            Stream.of(
                    "runs/00000-tiny/checkpoints/step-22",
                    "runs/00000-tiny/report.html",
                    "samples 1.png",
                    "numbers.npy.json",
                    "mixed-answers.png",
                    "scores.png",
                    "runs/00000-tiny/morph-1-2-linear.gif",
                    "runs/00000-tiny/arithmetic-1-2-b-a.png",
                    "out/generator/model.keras",
                    "out/generator/model.onnx",
                    "out/discriminator/model.h5",
                    "imported/run.json",
                    "own.json",
                    "own run/checkpoints/step-2")
                .map(file -> folder.resolve(ODD).resolve(file)))
        .allSatisfy(file -> assertThat(file).exists());
  }
}
