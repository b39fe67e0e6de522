package org.ganforge.examples.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A stream for results that remembers why writing failed. */
public final class ResultStream extends PrintStream {
  private final Watched watched;

  /** Writes text in a character set to {@code out}. */
  public ResultStream(OutputStream out, Charset charset) {
    this(new Watched(out), charset);
  }

  private ResultStream(Watched watched, Charset charset) {
    super(watched, true, charset);
    this.watched = watched;
  }

  /** Returns the process's standard output. */
  static ResultStream standard() {
    // A Windows console has its own character set; Java 17 and 19 name the property differently.
    String name =
        Stream.of("stdout.encoding", "sun.stdout.encoding", "native.encoding")
            .map(System::getProperty)
            .filter(property -> property != null && Charset.isSupported(property))
            .findFirst()
            .orElse(Charset.defaultCharset().name());
    return new ResultStream(new FileOutputStream(FileDescriptor.out), Charset.forName(name));
  }

  /** Flushes, and returns a one-line reason if any output was lost. */
  public Optional<String> loss() {
    if (!checkError()) {
      return Optional.empty();
    }
    IOException failure = watched.failure;
    String why = failure == null ? "a write failed" : String.valueOf(failure.getMessage());
    return Optional.of("output was lost: " + why);
  }

  private static final class Watched extends OutputStream {
    private final OutputStream out;
    private @Nullable IOException failure;

    Watched(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        out.write(bytes, offset, length);
        if (out instanceof PrintStream printed && printed.checkError()) {
          throw new IOException("the stream is closed"); // PrintStream itself doesn't throw
        }
      } catch (IOException e) {
        failure = failure == null ? e : failure;
        throw e;
      }
    }
  }
}
