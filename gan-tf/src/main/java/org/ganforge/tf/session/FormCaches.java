package org.ganforge.tf.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ganforge.internal.Digest;
import org.ganforge.internal.Processor;
import org.ganforge.internal.file.CacheDirectory;
import org.ganforge.tf.form.FormCache;

/** The caches of trials: one for each kind of machine and each way of running on it. */
public final class FormCaches {
  /** The cache sizes that a program sees determine how oneDNN splits its loops. */
  private static final Path CACHES = Path.of("/sys/devices/system/cpu/cpu0/cache");

  /** Increased whenever forms of the same name compute differently than before. */
  private static final String EDITION = "1";

  private static final int NAME_LENGTH = 16;

  private FormCaches() {}

  /** Returns the cache of sessions with these settings on this machine. */
  public static FormCache of(SessionSettings settings) {
    List<String> machine = new ArrayList<>();
    Processor processor = Processor.here();
    machine.add(EDITION);
    machine.add(GraphSession.version());
    machine.add(processor.model());
    machine.add(processor.has().toString());
    machine.add(System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    machine.addAll(cacheSizes());
    machine.add(settings.threadCounts());
    machine.addAll(NumericEnvironment.here().all());
    String digest =
        Digest.SHA_256.of(
            ByteBuffer.wrap(String.join("\n", machine).getBytes(StandardCharsets.UTF_8)));
    return new FormCache(
        CacheDirectory.standard()
            .resolve("forms")
            .resolve(digest.substring(0, NAME_LENGTH) + ".txt"));
  }

  private static List<String> cacheSizes() {
    try (Stream<Path> caches = Files.list(CACHES)) {
      List<String> sizes = new ArrayList<>();
      for (Path cache : caches.sorted().toList()) {
        Path size = cache.resolve("size");
        if (Files.isReadable(size)) {
          sizes.add(Files.readString(size).strip());
        }
      }
      return sizes;
    } catch (IOException e) {
      return List.of(); // not Linux
    }
  }
}
