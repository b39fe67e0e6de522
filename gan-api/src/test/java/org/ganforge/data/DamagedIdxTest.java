package org.ganforge.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.ganforge.error.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** However an IDX file is damaged, it can be read, or one line says what is wrong with it. */
class DamagedIdxTest {
  private static final int FILES = 5_000;
  private static final long MOST_BYTES = 16L << 20;
  private static final int[] SIZES = {0, 1, 2, 5, 28, 1 << 16, 1 << 30, Integer.MAX_VALUE, -1};

  @TempDir private Path folder;

  @Test
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  void canBeReadOrOneLineSaysWhatIsWrong() throws IOException {
    Random random = new Random(63);
    Path file = folder.resolve("file");
    int read = 0;
    for (int i = 0; i < FILES; i++) {
      IdxKind kind = random.nextBoolean() ? IdxKind.IMAGES : IdxKind.LABELS;
      Files.write(file, damaged(kind, random));
      long before = allocated();
      try {
        IdxFile whole = IdxReader.read(file, kind);
        assertThat(whole.body()).as("%d", i).hasSize(whole.shape().size());
        read++;
      } catch (InvalidInputException e) {
        assertThat(e.getMessage())
            .as("%d", i)
            .startsWith(file + ": expected ")
            .matches(".+ but found .+; .+")
            .hasSizeLessThan(2000);
      } catch (RuntimeException e) {
        throw new AssertionError("file " + i, e);
      }
      assertThat(allocated() - before).as("%d", i).isLessThan(MOST_BYTES);
    }
    assertThat(read).isBetween(FILES / 50, FILES / 2);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  /** 64 megabytes of zeros in 64 kilobytes: rejected because of its header. */
  @Test
  void neverDecompressesMoreThanTheHeaderClaims() throws IOException {
    Path file = folder.resolve("bomb");
    byte[] zeros = new byte[1 << 20];
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(valid(IdxKind.IMAGES, 2));
      for (int i = 0; i < 64; i++) {
        out.write(zeros);
      }
    }
    long before = allocated();
    assertThat(catchMessage(file))
        .isEqualTo(
            file
                + ": expected 40 bytes, a header and 2 x 3 x 4, but found more bytes after them;"
                + " download or copy the file again");
    assertThat(allocated() - before).isLessThan(MOST_BYTES);
  }

  private static String catchMessage(Path file) {
    try {
      IdxReader.read(file, IdxKind.IMAGES);
      return "read";
    } catch (InvalidInputException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static byte[] valid(IdxKind kind, int count) {
    int size = kind == IdxKind.IMAGES ? 12 * count : count;
    ByteBuffer bytes = ByteBuffer.allocate(kind.headerBytes() + size);
    bytes.putInt(kind.magic()).putInt(count);
    if (kind == IdxKind.IMAGES) {
      bytes.putInt(3).putInt(4);
    }
    return bytes.array();
  }

  private static byte[] damaged(IdxKind kind, Random random) throws IOException {
    byte[] bytes = valid(kind, 1 + random.nextInt(40));
    if (random.nextInt(3) > 0) {
      bytes = damaged(bytes, kind, random);
    }
    if (random.nextBoolean()) {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
        out.write(bytes);
      }
      bytes = packed.toByteArray();
      if (random.nextBoolean()) {
        bytes = damaged(bytes, kind, random);
      }
    }
    return bytes;
  }

  private static byte[] damaged(byte[] bytes, IdxKind kind, Random random) {
    switch (random.nextInt(4)) {
      case 0 -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      case 1 -> {
        return Arrays.copyOf(bytes, random.nextInt(bytes.length));
      }
      case 2 -> {
        return Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(2000));
      }
      default -> {
        int dim = 4 + 4 * random.nextInt(kind.rank());
        ByteBuffer.wrap(bytes).putInt(dim, SIZES[random.nextInt(SIZES.length)]);
      }
    }
    return bytes;
  }

  /** Returns how many bytes this thread has allocated. */
  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }
}
