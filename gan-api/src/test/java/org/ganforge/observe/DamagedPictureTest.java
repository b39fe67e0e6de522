package org.ganforge.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.ganforge.error.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** However a picture is damaged, it can be read, or one line says what is wrong with it. */
class DamagedPictureTest {
  private static final int PICTURES = 2_000;
  private static final int GIFS = 100;
  private static final long MOST_BYTES = 16L << 20;
  private static final int[] SIZES = {
    0, 1, 3, 40, 1 << 12, 1 << 15, 65_535, 1 << 16, 1 << 20, 1 << 30, Integer.MAX_VALUE, -1
  };
  private static final List<Integer> TYPES =
      List.of(
          BufferedImage.TYPE_BYTE_GRAY,
          BufferedImage.TYPE_INT_RGB,
          BufferedImage.TYPE_INT_ARGB,
          BufferedImage.TYPE_BYTE_INDEXED,
          BufferedImage.TYPE_USHORT_GRAY,
          BufferedImage.TYPE_BYTE_BINARY);

  @TempDir private Path folder;

  @Test
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  void canBeReadOrOneLineSaysWhatIsWrong() throws IOException {
    Random random = new Random(67);
    Path file = folder.resolve("fakes-000000.png");
    int read =
        damage(
            PICTURES,
            random,
            file,
            picture -> {
              BufferedImage image = PngFile.read(picture);
              assertThat(image.getWidth()).isPositive();
            });
    assertThat(read).isBetween(PICTURES / 50, PICTURES * 3 / 4);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  /** Pictures that can be read must also be usable in the GIF. */
  @Test
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  void makesAGifOrSaysInOneLineWhatIsWrong() throws IOException {
    PngFile.write(folder.resolve("fakes-000000.png"), picture(2));
    Path file = folder.resolve("fakes-000001.png");
    Path gif = folder.resolve("progress.gif");
    ProgressGif progress = ProgressGif.of(folder);
    int made = damage(GIFS, new Random(68), file, picture -> progress.on(Events.finished(1)));
    assertThat(made).isPositive();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(folder.resolve("fakes-000000.png"), file, gif);
    }
  }

  /** Does something with damaged pictures and returns how many were read. */
  private static int damage(int count, Random random, Path file, Consumer<Path> use)
      throws IOException {
    List<byte[]> whole = new ArrayList<>();
    for (int type = 0; type < TYPES.size(); type++) {
      PngFile.write(file, picture(type));
      whole.add(Files.readAllBytes(file));
    }
    int read = 0;
    for (int i = 0; i < count; i++) {
      byte[] bytes = whole.get(random.nextInt(whole.size())).clone();
      Files.write(file, damaged(bytes, random));
      long before = allocated();
      try {
        use.accept(file);
        read++;
      } catch (InvalidInputException e) {
        assertThat(e.getMessage())
            .as("%d", i)
            .startsWith(file + ": expected a PNG picture but found ")
            .endsWith("; remove the file")
            .hasLineCount(1);
      } catch (RuntimeException e) {
        throw new AssertionError("picture " + i, e);
      }
      assertThat(allocated() - before).as("%d", i).isLessThan(MOST_BYTES);
    }
    return read;
  }

  @Test
  void refusesAHeaderThatClaimsTooMuchWithItsNumbers() throws IOException {
    Path file = folder.resolve("picture.png");
    PngFile.write(file, picture(0));
    byte[] bytes = Files.readAllBytes(file);
    for (int[] size : new int[][] {{65_536, 1}, {20_000, 20_000}, {3000, 2000}}) {
      Files.write(file, withSize(bytes.clone(), size[0], size[1]));
      long before = allocated();
      assertThatThrownBy(() -> PngFile.read(file))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              file
                  + ": expected a PNG picture but found a header that promises "
                  + (size[0] + " x " + size[1] + " pixels in " + bytes.length)
                  + " bytes; remove the file");
      assertThat(allocated() - before).isLessThan(MOST_BYTES);
    }
  }

  @Test
  void saysThatThePixelsAreDamaged() throws IOException {
    Path file = folder.resolve("picture.png");
    PngFile.write(file, picture(0));
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    assertThatThrownBy(() -> PngFile.read(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(file + ": expected a PNG picture but found damaged data; remove the file");
    Files.delete(file);
    assertThatThrownBy(() -> PngFile.read(file))
        .hasMessage(
            file + ": expected a PNG picture but found no such file or directory; remove the file");
  }

  private static BufferedImage picture(int type) {
    BufferedImage picture = new BufferedImage(40, 30, TYPES.get(type));
    Random random = new Random(type);
    for (int i = 0; i < 40 * 30; i++) {
      picture.setRGB(i % 40, i / 40, random.nextInt());
    }
    return picture;
  }

  private static byte[] damaged(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length);
    switch (random.nextInt(5)) {
      case 0 -> {
        return Arrays.copyOf(bytes, at);
      }
      case 1 -> {
        return Arrays.copyOf(bytes, bytes.length + 1 + at);
      }
      case 2 -> {
        return withSize(
            bytes, SIZES[random.nextInt(SIZES.length)], SIZES[random.nextInt(SIZES.length)]);
      }
      case 3 -> {
        // A chunk's length, or near it.
        ByteBuffer.wrap(bytes).putInt(33 + random.nextInt(8), SIZES[random.nextInt(SIZES.length)]);
      }
      default -> {
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
          // Half of them in the header, where a bit has the most effect.
          int place = random.nextBoolean() ? random.nextInt(64) : random.nextInt(bytes.length);
          bytes[place] ^= (byte) (1 << random.nextInt(8));
        }
      }
    }
    return bytes;
  }

  /** Returns the file with another size in the header and a matching checksum. */
  private static byte[] withSize(byte[] bytes, int width, int height) {
    ByteBuffer.wrap(bytes).putInt(16, width).putInt(20, height);
    CRC32 sum = new CRC32();
    sum.update(bytes, 12, 17);
    ByteBuffer.wrap(bytes).putInt(29, (int) sum.getValue());
    return bytes;
  }

  /** Returns how many bytes this thread has allocated. */
  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }
}
