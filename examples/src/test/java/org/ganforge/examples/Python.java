package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * Real Python with real TensorFlow and Keras, where this machine has them: the program that the
 * environment's {@code GANFORGE_PYTHON} names, else {@code python3}. It runs in a process of its
 * own, since two TensorFlows in one do not get along.
 *
 * @param program the interpreter
 */
record Python(String program) {
  private static final Path SCRIPTS =
      Path.of(System.getProperty("project.root", ".."), "examples", "src", "test", "python");

  /** Returns Python, or skips the test and says so. */
  static Python require() {
    String named = Optional.ofNullable(System.getenv("GANFORGE_PYTHON")).orElse("");
    Python python = new Python(named.isBlank() ? "python3" : named);
    String question =
        "import importlib.util as u, sys;"
            + "sys.exit(0 if u.find_spec('tensorflow') and u.find_spec('keras') else 1)";
    if (python.works(question)) {
      return python;
    }
    if (!named.isBlank()) {
      throw new AssertionError(
          "GANFORGE_PYTHON: expected a Python with tensorflow and keras but found none at "
              + named
              + "; correct it");
    }
    String skipped = "SKIPPED: no python3 with tensorflow and keras; set GANFORGE_PYTHON to one";
    System.err.println(skipped);
    return Assumptions.abort(skipped);
  }

  private boolean works(String code) {
    try {
      Process process =
          new ProcessBuilder(program, "-c", code)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Runs one of the test's scripts to its end and returns what it printed. */
  String run(String script, List<Path> arguments) {
    return run(SCRIPTS.resolve(script), arguments);
  }

  /** Runs a script to its end, without a mistake, and returns what it printed. */
  String run(Path script, List<Path> arguments) {
    List<String> command = new ArrayList<>(List.of(program, script.toString()));
    arguments.forEach(argument -> command.add(argument.toString()));
    try {
      Path log = Files.createTempFile("python", ".txt");
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      boolean ended = process.waitFor(10, TimeUnit.MINUTES);
      String printed = Files.readString(log);
      Files.delete(log);
      assertThat(ended).as(printed).isTrue();
      assertThat(process.exitValue()).as(printed).isZero();
      return printed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
