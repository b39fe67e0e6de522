package org.ganforge.examples.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ganforge.examples.option.JavaProcess;

/** A {@link BenchWorker} in a separate JVM, with this one's class path and options. */
final class BenchFork implements AutoCloseable {
  /** A fork failed; the message is one line. */
  static final class FailedException extends Exception {
    private static final long serialVersionUID = 1L;

    FailedException(String message) {
      super(message);
    }
  }

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final long SECONDS_TO_END = 10;

  private final Process process;
  private final Path errors;
  private final BufferedWriter orders;
  private final BufferedReader answers;
  private final JsonNode opened;

  private BenchFork(ObjectNode task, String... options) throws FailedException {
    try {
      this.errors = Files.createTempFile("gan-bench", ".err");
      this.process =
          new ProcessBuilder(
                  JavaProcess.command(List.of(options), BenchWorker.class.getName(), List.of()))
              .redirectError(Redirect.to(errors.toFile()))
              .start();
    } catch (IOException e) {
      throw new FailedException("a Java process cannot be started: " + e.getMessage());
    }
    this.orders = process.outputWriter(StandardCharsets.UTF_8);
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    try {
      this.opened = ask(task.toString());
    } catch (FailedException e) {
      close();
      throw e;
    }
  }

  /** Starts a worker and waits until it has opened its task. */
  static BenchFork start(ObjectNode task) throws FailedException {
    return new BenchFork(task);
  }

  /**
   * Starts a worker with its own cache folder.
   *
   * @param cache used instead of the user's cache
   */
  static BenchFork start(ObjectNode task, Path cache) throws FailedException {
    return new BenchFork(task, "-Dganforge.home=" + cache);
  }

  /** Returns the worker's answer to its task. */
  JsonNode opened() {
    return opened;
  }

  /** Sends a command and returns the answer. */
  JsonNode ask(String order) throws FailedException {
    try {
      orders.write(order);
      orders.newLine();
      orders.flush();
      for (String line = answers.readLine(); line != null; line = answers.readLine()) {
        // A crashing JVM also writes here.
        if (line.startsWith("{") || line.startsWith("[")) {
          return checked(MAPPER.readTree(line));
        }
      }
    } catch (IOException e) {
      // The process has ended; its exit code tells more.
    }
    throw new FailedException(end());
  }

  private static JsonNode checked(JsonNode answer) throws FailedException {
    if (answer.has("failure")) {
      throw new FailedException(answer.get("failure").textValue());
    }
    return answer;
  }

  /** Says how the process ended, with its last line of output. */
  private String end() {
    int code = exitCode();
    String how =
        "its process ended with code "
            + code
            + (code == 137 ? ", killed, perhaps for lack of memory" : "");
    try {
      List<String> lines = Files.readAllLines(errors);
      return lines.isEmpty() ? how : how + ": " + lines.get(lines.size() - 1).strip();
    } catch (IOException e) {
      return how;
    }
  }

  private int exitCode() {
    try {
      if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
      return -1;
    }
  }

  /** Ends the process by closing its input. */
  @Override
  public void close() {
    try {
      orders.close();
    } catch (IOException e) {
      // The process has already ended.
    }
    exitCode();
    try {
      Files.deleteIfExists(errors);
    } catch (IOException e) {
      // A small leftover file in the temporary folder does no harm.
    }
  }
}
