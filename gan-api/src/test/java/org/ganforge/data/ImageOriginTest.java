package org.ganforge.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ganforge.layer.TensorShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageOriginTest {
  @TempDir private Path dir;

  @Test
  void imagesInMemoryCanBeReadAgainFromTheirOrigin() {
    Path folder = ImageFolders.threeClasses(dir.resolve("set"));
    ImageDataset images = ImageFiles.of(folder).read().images();

    ImageOrigin origin = images.origin().orElseThrow();

    assertThat(origin)
        .isEqualTo(
            ImageOrigin.of(ImageFiles.of(folder.toAbsolutePath()).withSize(32).withChannels(3)));
    try (OpenImages again = origin.open()) {
      assertThat(again.images()).isInstanceOf(ImageDataset.class);
      assertThat(again.images().digest()).isEqualTo(images.digest());
      assertThat(again.images().origin()).contains(origin);
    }
  }

  @Test
  void aStreamCanBeReopenedFromItsOriginWithItsAugmentation() {
    Path folder = ImageFolders.threeClasses(dir.resolve("set"));
    Augmentation augmentation = new Augmentation(true, 0.75);
    try (ImageStream plain = ImageFiles.of(folder).stream().images()) {
      ImageStream images = plain.withAugmentation(augmentation);

      ImageOrigin origin = images.origin().orElseThrow();

      assertThat(origin.streamed()).isTrue();
      assertThat(origin.augmentation()).isEqualTo(augmentation);
      try (OpenImages again = origin.open()) {
        assertThat(again.images()).isInstanceOf(ImageStream.class);
        assertThat(again.images().digest()).isEqualTo(images.digest());
      }
    }
  }

  @Test
  void movedFilesAreFoundUnderTheOldName() throws Exception {
    Path folder = ImageFolders.threeClasses(dir.resolve("set"));
    ImageDataset images = ImageFiles.of(folder).read().images();
    Path moved = Files.move(folder, dir.resolve("moved"));

    try (OpenImages again = images.origin().orElseThrow().withPath(moved).open()) {
      assertThat(again.images().name()).isEqualTo("set");
      assertThat(again.images().digest()).isEqualTo(images.digest());
    }
  }

  @Test
  void someOfTheImagesHaveNoOrigin() {
    Path folder = ImageFolders.threeClasses(dir.resolve("set"));
    ImageDataset images = ImageFiles.of(folder).read().images();
    assertThat(images.first(2).origin()).isEmpty();
    assertThat(images.ofClass(0).origin()).isEmpty();
    assertThat(images.withLabels(new byte[images.count()], List.of()).origin()).isEmpty();
    assertThat(ImageDataset.of("own", TensorShape.of(1, 1, 1), new byte[1]).origin()).isEmpty();
    try (ImageStream stream = ImageFiles.of(folder).stream().images()) {
      assertThat(stream.first(2).origin()).isEmpty();
      assertThat(stream.slice(0, 2).withAugmentation(Augmentation.none()).origin()).isEmpty();
    }
  }

  @Test
  void aStreamInMemoryEqualsReading() {
    ImageFiles files = ImageFiles.of(ImageFolders.threeClasses(dir.resolve("set")));
    ImageDataset read = files.read().images();
    try (ImageStream plain = files.stream().images()) {
      ImageStream stream = plain.withAugmentation(new Augmentation(true, 0.5));
      assertThat(stream.inMemory().digest()).isEqualTo(read.digest());
      assertThat(stream.inMemory().classNames()).isEqualTo(read.classNames());
      assertThat(stream.slice(2, 5).inMemory().digest()).isEqualTo(read.slice(2, 5).digest());
      assertThat(stream.randomIndices(4, 7)).isEqualTo(read.randomIndices(4, 7));
    }
  }

  @Test
  void aFewPicturesAreReadIntoMemory() {
    try (OpenImages open = ImageFiles.of(ImageFolders.threeClasses(dir.resolve("set"))).open()) {
      assertThat(open.images()).isInstanceOf(ImageDataset.class);
      assertThat(open.form().shape()).isEqualTo(TensorShape.of(32, 32, 3));
      assertThat(open.skipped().count()).isEqualTo(2);
    }
  }
}
