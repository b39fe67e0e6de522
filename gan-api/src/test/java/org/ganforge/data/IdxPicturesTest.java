package org.ganforge.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.TensorShape;
import org.ganforge.picture.Drawn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxPicturesTest {
  @TempDir private Path dir;

  private static ImageDataset read(Path path) {
    return ImageFiles.of(path).withSize(2, 3).read().images();
  }

  @Test
  void aFileOfAnyNameIsReadWithoutLabels() throws IOException {
    Path file = Files.write(dir.resolve("drawings.bin"), IdxBytes.gzip(IdxBytes.images(4)));
    ImageDataset images = read(file);
    assertThat(images.imageShape()).isEqualTo(TensorShape.of(2, 3, 1));
    assertThat(images.hasLabels()).isFalse();
    byte[] all = new byte[24];
    images.pixels().get(all);
    assertThat(all).isEqualTo(IdxBytes.ascending(24));
    assertThat(read(dir).digest()).isEqualTo(images.digest());
  }

  @Test
  void labelsBesideItAreFoundByTheirName() throws IOException {
    Path file = Files.write(dir.resolve("my-images.idx3"), IdxBytes.images(4));
    Files.write(dir.resolve("my-labels.idx1.gz"), IdxBytes.gzip(IdxBytes.labels(4)));
    assertThat(read(file).label(3)).isEqualTo(3);
    assertThat(ImageFiles.of(dir).withLabelled(false).withSize(2, 3).read().images().hasLabels())
        .isFalse();
  }

  @Test
  void aFolderOfMnistGivesItsTrainingImages() throws IOException {
    Files.write(dir.resolve("train-images-idx3-ubyte"), IdxBytes.images(5));
    Files.write(dir.resolve("train-images-idx3-ubyte.gz"), IdxBytes.gzip(IdxBytes.images(5)));
    Files.write(dir.resolve("train-labels-idx1-ubyte"), IdxBytes.labels(5));
    Files.write(dir.resolve("t10k-images-idx3-ubyte"), IdxBytes.images(3));
    Files.write(dir.resolve("t10k-labels-idx1-ubyte"), IdxBytes.labels(3));
    ImageDataset images = read(dir);
    assertThat(images.count()).isEqualTo(5);
    assertThat(images.label(4)).isEqualTo(4);
  }

  @Test
  void coloursHaveTheirChannelsInnermost() throws IOException {
    byte[] file = IdxBytes.idx(0x804, IdxBytes.ascending(36), 2, 2, 3, 3);
    Path path = Files.write(dir.resolve("colours.idx"), file);
    ImageDataset images = ImageFiles.of(path).withSize(2, 3).withChannels(3).read().images();
    assertThat(images.imageShape()).isEqualTo(TensorShape.of(2, 3, 3));
    byte[] second = new byte[18];
    images.copy(1, second, 0);
    assertThat(second[0]).isEqualTo((byte) 18);
    byte[] five = IdxBytes.idx(0x804, IdxBytes.ascending(30), 1, 2, 3, 5);
    Path wrong = Files.write(dir.resolve("five.idx"), five);
    assertThatThrownBy(() -> read(wrong))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            wrong
                + ": expected 1 channel, 3, or 4 with alpha but found 5; store the channels"
                + " innermost, as in [60000, 32, 32, 3]");
  }

  @Test
  void aPreviewBesideASetIsNotTakenForIt() throws IOException {
    Files.write(dir.resolve("train-images-idx3-ubyte.gz"), IdxBytes.gzip(IdxBytes.images(5)));
    Files.write(dir.resolve("train-labels-idx1-ubyte"), IdxBytes.labels(5));
    byte[] png = Drawn.encoded(Drawn.plain(8, 8, 0), "png");
    Files.write(dir.resolve("preview.png"), png);
    assertThatThrownBy(() -> read(dir))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            dir
                + ": expected pictures or an array of images but found 5 images in"
                + " train-images-idx3-ubyte.gz beside 1 picture; give the path of that file, or move"
                + " one of the two elsewhere");
    for (int i = 0; i < 4; i++) {
      Files.write(dir.resolve(i + ".png"), png);
    }
    assertThat(read(dir).count()).as("as many pictures as there are images").isEqualTo(5);
  }

  @Test
  void severalSetsInAFolderAreAmbiguous() throws IOException {
    Files.write(dir.resolve("a.idx"), IdxBytes.images(4));
    Files.write(dir.resolve("b.idx"), IdxBytes.images(4));
    assertThatThrownBy(() -> read(dir))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            dir
                + ": expected one IDX file of images but found 2, such as a.idx; give the path of"
                + " the one to use");
  }
}
