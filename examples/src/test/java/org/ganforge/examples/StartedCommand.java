package org.ganforge.examples;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A call of the command line that runs beside the test. */
public final class StartedCommand {
  private final Output out = new Output();
  private final Output err = new Output();
  private final FutureTask<Integer> task;
  private final Thread thread;

  private StartedCommand(String... words) {
    this.task =
        new FutureTask<>(
            () -> {
              try {
                return Main.run(CommandRun.console(out, err), words);
              } finally {
                out.end();
                err.end();
              }
            });
    this.thread = new Thread(task, "command");
    thread.start();
  }

  /** Starts a command in this JVM. */
  public static StartedCommand of(Object... words) {
    return new StartedCommand(Stream.of(words).map(Object::toString).toArray(String[]::new));
  }

  /** Waits for something on the standard output, and returns its first group. */
  public String await(String pattern) throws InterruptedException {
    return out.await(Pattern.compile(pattern), err);
  }

  /** Waits for something on the error stream, and returns its first group. */
  public String awaitError(String pattern) throws InterruptedException {
    return err.await(Pattern.compile(pattern), out);
  }

  /** Interrupts the thread that the command runs on. */
  public void interrupt() {
    thread.interrupt();
  }

  /** Waits for the end, and returns what the call gave. */
  public CommandRun end() throws InterruptedException {
    try {
      return new CommandRun(task.get(), out.text(), err.text());
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  /** Bytes that another thread can wait for. */
  private static final class Output extends ByteArrayOutputStream {
    private boolean isEnded;

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
      super.write(bytes, offset, length);
      notifyAll();
    }

    @Override
    public synchronized void write(int b) {
      super.write(b);
      notifyAll();
    }

    synchronized void end() {
      isEnded = true;
      notifyAll();
    }

    synchronized String text() {
      return toString(StandardCharsets.UTF_8);
    }

    synchronized String await(Pattern pattern, Output other) throws InterruptedException {
      while (true) {
        Matcher found = pattern.matcher(text());
        if (found.find()) {
          return found.group(1);
        }
        if (isEnded) {
          throw new AssertionError(pattern + " is not in " + text() + other.text());
        }
        wait();
      }
    }
  }
}
