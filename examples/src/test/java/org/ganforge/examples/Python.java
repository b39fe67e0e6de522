package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * Real Python with real TensorFlow and Keras, if this machine has them: the interpreter named by an
 * environment variable. It runs in a separate process, since two TensorFlows cannot share one, and
 * in a single process for all scripts of this JVM's tests, since TensorFlow takes seconds to load.
 * That process ends with this JVM, when its input is closed.
 */
final class Python implements AutoCloseable {
  private static final Path SCRIPTS =
      Path.of(System.getProperty("project.root", ".."), "examples", "src", "test", "python");
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private static @Nullable Python shared;

  private final Process process;
  private final BufferedWriter questions;
  private final BufferedReader answers;

  private Python(String program) throws IOException {
    this.process =
        new ProcessBuilder(program, SCRIPTS.resolve("run_scripts.py").toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    this.questions = process.outputWriter();
    this.answers = process.inputReader();
  }

  /** Returns Keras 3, from GANFORGE_PYTHON or python3, or skips the test with a message. */
  static synchronized Python require() {
    if (shared == null) {
      shared = requireUntouched();
    }
    return shared;
  }

  /**
   * Returns one whose TensorFlow has computed nothing yet, for scripts that set its threads, or
   * skips the test with a message.
   */
  static Python requireUntouched() {
    return require("GANFORGE_PYTHON", "python3", "tensorflow and keras");
  }

  /** Returns Keras 2, from GANFORGE_PYTHON_KERAS2, or skips the test with a message. */
  static Python requireKeras2() {
    return require("GANFORGE_PYTHON_KERAS2", "", "TensorFlow 1.15");
  }

  private static Python require(String variable, String usual, String packages) {
    String named = Optional.ofNullable(System.getenv(variable)).orElse("");
    String program = named.isBlank() ? usual : named;
    String question =
        "import importlib.util as u, sys;"
            + "sys.exit(0 if u.find_spec('tensorflow') and u.find_spec('numpy') else 1)";
    if (!program.isEmpty() && works(program, question)) {
      try {
        return new Python(program);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    if (!named.isBlank()) {
      throw new AssertionError(
          variable
              + ": expected a Python with "
              + packages
              + " but found none at "
              + named
              + "; correct it");
    }
    String skipped = "SKIPPED: no Python with " + packages + "; set " + variable + " to one";
    System.err.println(skipped);
    return Assumptions.abort(skipped);
  }

  private static boolean works(String program, String code) {
    try {
      Process process =
          new ProcessBuilder(program, "-c", code)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(20, TimeUnit.MINUTES) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Runs one of the test scripts to its end and returns its output. */
  String run(String script, List<Path> arguments) {
    return run(SCRIPTS.resolve(script), arguments);
  }

  /** Runs a script to its end, without errors, and returns its output. */
  String run(Path script, List<Path> arguments) {
    JsonNode answer = answer(script, arguments);
    String printed = answer.get("printed").textValue();
    assertThat(answer.get("works").booleanValue()).as(printed).isTrue();
    return printed;
  }

  /** Runs a script that ends with an error, and returns its output. */
  String fail(Path script, List<Path> arguments) {
    JsonNode answer = answer(script, arguments);
    String printed = answer.get("printed").textValue();
    assertThat(answer.get("works").booleanValue()).as(printed).isFalse();
    return printed;
  }

  /** Skips the test with a message unless this Python has a module. */
  void requireModule(String module) {
    if (!run("has_module.py", List.of(Path.of(module))).contains("yes")) {
      String skipped = "SKIPPED: no " + module + " in the Python of GANFORGE_PYTHON; install it";
      System.err.println(skipped);
      Assumptions.abort(skipped);
    }
  }

  private JsonNode answer(Path script, List<Path> arguments) {
    List<String> words = new ArrayList<>(List.of(script.toString()));
    arguments.forEach(argument -> words.add(argument.toString()));
    try {
      questions.write(JSON.writeValueAsString(words));
      questions.newLine();
      questions.flush();
      String line = answers.readLine();
      assertThat(line).as("an answer of " + script).isNotNull();
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the process, unless other tests may use it. */
  @Override
  public void close() {
    if (this != shared) {
      process.destroy();
    }
  }
}
