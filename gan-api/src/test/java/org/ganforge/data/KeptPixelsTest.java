package org.ganforge.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ganforge.error.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptPixelsTest {
  @TempDir private Path dir;

  private final List<String> said = new ArrayList<>();

  private static byte[] image(int number) {
    return new byte[] {(byte) number, (byte) (3 * number), 7};
  }

  private KeptPixels kept(int count, KeptPixels.Place place) {
    return new KeptPixels(count, 3, place, said::add);
  }

  @Test
  void imagesAreReadBackUnchangedAndNothingStaysOnDisk() throws IOException {
    Path folder = dir.resolve("home/streams");
    KeptPixels kept = kept(5, () -> KeptPixels.in(folder));
    assertThat(kept.get(3)).isNull();
    assertThat(folder).doesNotExist();
    kept.put(3, image(3));
    kept.put(0, image(40));
    kept.put(3, image(9)); // as if another thread had decoded it meanwhile
    assertThat(kept.get(3)).isEqualTo(image(3)).isNotSameAs(kept.get(3));
    assertThat(kept.get(0)).isEqualTo(image(40));
    assertThat(kept.get(1)).isNull();
    kept.close();
    assertThat(kept.get(3)).isNull();
    kept.put(1, image(1));
    assertThat(kept.get(1)).isNull();
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
    assertThat(said).isEmpty();
  }

  @Test
  void manyThreadsMayKeepTheSameImages() {
    try (KeptPixels kept = kept(50, () -> KeptPixels.in(dir))) {
      IntStream.range(0, 2000)
          .parallel()
          .map(i -> i * 7 % 50)
          .forEach(
              i -> {
                byte[] before = kept.get(i);
                assertThat(before == null ? image(i) : before).isEqualTo(image(i));
                kept.put(i, image(i));
              });
      for (int i = 0; i < 50; i++) {
        assertThat(kept.get(i)).isEqualTo(image(i));
      }
    }
  }

  @Test
  void halfOfTheFreeSpaceStaysFree() {
    KeptPixels.Place small = () -> new KeptPixels.NewFile(KeptPixels.in(dir).channel(), 16);
    try (KeptPixels kept = kept(5, small)) {
      for (int i = 4; i >= 0; i--) {
        kept.put(i, image(i));
      }
      assertThat(IntStream.range(0, 5).filter(i -> kept.get(i) != null)).containsExactly(3, 4);
    }
  }

  @Test
  void aFullDiskIsReportedOnceAndNothingIsKept() {
    FullDisk.assumed();
    KeptPixels.Place full =
        () ->
            new KeptPixels.NewFile(
                FileChannel.open(
                    Path.of("/dev/full"), StandardOpenOption.READ, StandardOpenOption.WRITE),
                1 << 20);
    try (KeptPixels kept = kept(5, full)) {
      kept.put(0, image(0));
      kept.put(1, image(1));
      assertThat(kept.get(0)).isNull();
      assertThat(kept.get(1)).isNull();
    }
    assertThat(said).containsExactly("No space left on device");
  }

  @Test
  void aFolderThatCannotBeCreatedIsReportedOnce() throws IOException {
    Path file = Files.createFile(dir.resolve("file"));
    try (KeptPixels kept = kept(5, () -> KeptPixels.in(file.resolve("streams")))) {
      kept.put(0, image(0));
      kept.put(1, image(1));
      assertThat(kept.get(0)).isNull();
    }
    try (KeptPixels kept = kept(5, KeptPixelsTest::homeless)) {
      kept.put(0, image(0));
    }
    assertThat(said)
        .hasSize(2)
        .element(1)
        .isEqualTo("cache: expected a home but found none; set GANFORGE_HOME");
  }

  private static KeptPixels.NewFile homeless() {
    throw new InvalidInputException("cache", "a home", "none", "set GANFORGE_HOME");
  }
}
