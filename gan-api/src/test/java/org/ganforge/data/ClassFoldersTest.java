package org.ganforge.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.ganforge.picture.Drawn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassFoldersTest {
  @TempDir private Path dir;

  @Test
  void foldersAreNotClassesIfPicturesAreBesideThem() {
    byte[] png = Drawn.encoded(Drawn.plain(8, 8, 0), "png");
    ImageFolders.write(dir.resolve("set/a/0.png"), png);
    ImageFolders.write(dir.resolve("set/b/0.png"), png);
    ImageFiles files = ImageFiles.of(dir.resolve("set"));
    assertThat(files.read().images().classNames()).containsExactly("a", "b");
    assertThat(files.withLabelled(false).read().images().hasLabels()).isFalse();
    ImageFolders.write(dir.resolve("set/1.png"), png);
    assertThat(files.read().images().hasLabels()).isFalse();
    assertThat(ImageFiles.of(dir.resolve("set/a")).read().images().hasLabels()).isFalse();
  }

  @Test
  void classesAreTheFoldersBelowTheSharedOnes() {
    byte[] png = Drawn.encoded(Drawn.plain(8, 8, 0), "png");
    ImageFolders.write(dir.resolve("set/photos/cats/x/0.PNG"), png);
    ImageFolders.write(dir.resolve("set/photos/cats/1.png"), png);
    ImageFolders.write(dir.resolve("set/photos/dogs/0.png"), png);
    ImageDataset images = ImageFiles.of(dir.resolve("set")).read().images();
    assertThat(images.classNames()).containsExactly("cats", "dogs");
    assertThat(List.of(images.label(0), images.label(1), images.label(2))).containsExactly(0, 0, 1);
  }

  @Test
  void partsOfADataSetAreNotClasses() {
    byte[] png = Drawn.encoded(Drawn.plain(8, 8, 0), "png");
    for (String name : List.of("Train/cat/0", "Train/dog/1", "test/cat/2")) {
      ImageFolders.write(dir.resolve("set/" + name + ".png"), png);
    }
    ImageDataset images = ImageFiles.of(dir.resolve("set")).read().images();
    assertThat(images.classNames()).containsExactly("cat", "dog");
    assertThat(List.of(images.label(0), images.label(1), images.label(2))).containsExactly(0, 1, 0);
    ImageFolders.write(dir.resolve("flat/train/0.png"), png);
    ImageFolders.write(dir.resolve("flat/test/1.png"), png);
    assertThat(ImageFiles.of(dir.resolve("flat")).read().images().hasLabels()).isFalse();
    ImageFolders.write(dir.resolve("flat/car/1.png"), png);
    assertThat(ImageFiles.of(dir.resolve("flat")).read().images().classNames())
        .containsExactly("car", "test", "train");
  }

  @Test
  void backslashesSeparateFoldersInAZipFileWithoutSlashes() throws IOException {
    Path zip = dir.resolve("windows.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (String name : List.of("set\\", "set\\cat\\0.png", "set\\dog\\0.png")) {
        out.putNextEntry(new ZipEntry(name));
        out.write(Drawn.encoded(Drawn.plain(8, 8, 0), "png"));
      }
      out.putNextEntry(new ZipEntry("set\\.hidden\\0.png"));
    }
    ImageFiles files = ImageFiles.of(zip).withSize(8);
    assertThat(files.read().images().classNames()).containsExactly("cat", "dog");
    try (ImageStream stream = files.stream().images()) {
      assertThat(stream.inMemory().digest()).isEqualTo(files.read().images().digest());
    }
  }
}
