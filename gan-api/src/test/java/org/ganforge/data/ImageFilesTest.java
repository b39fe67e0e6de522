package org.ganforge.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.TensorShape;
import org.ganforge.picture.Drawn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFilesTest {
  @TempDir private Path dir;

  private static void assertRefused(ThrowingCallable read, String message) {
    assertThatThrownBy(read).isInstanceOf(InvalidInputException.class).hasMessage(message);
  }

  private static byte[] image(ImageDataset images, int index) {
    byte[] bytes = new byte[images.imageShape().size()];
    images.copy(index, bytes, 0);
    return bytes;
  }

  @Test
  void aFolderOfPicturesBecomesADataSet() {
    Path folder = ImageFolders.threeClasses(dir.resolve("my colours"));
    LoadedImages loaded = ImageFiles.of(folder).withSize(32).withChannels(3).read();
    ImageDataset images = loaded.images();
    assertThat(images).hasToString("my-colours: 9 images [32, 32, 3]");
    assertThat(images.classNames()).containsExactly("blue", "green", "red");
    for (int i = 0; i < ImageFolders.GOOD; i++) {
      assertThat(images.label(i)).isEqualTo(i / 3);
      int bright = 2 - i / 3;
      for (int c = 0; c < 3; c++) {
        int found = image(images, i)[3 * 500 + c] & 0xff;
        assertThat(found).as(i + " " + c).isCloseTo(c == bright ? 0xe0 : 0, within(4));
      }
    }
    assertThat(loaded.form()).hasToString("32 x 32 RGB: as requested");
    assertThat(loaded.skipped())
        .hasToString(
            "skipped 2 of 11 files: green/broken.png (a file that ends early), red/bomb.png (a"
                + " header that promises 60000 x 60000 pixels)");
  }

  @Test
  void strictMeansAllFiles() {
    Path folder = ImageFolders.threeClasses(dir.resolve("set"));
    assertRefused(
        () -> ImageFiles.of(folder).withSize(8).withStrict(true).read(),
        folder
            + ": expected pictures that can all be read but found 2 that cannot: green/broken.png (a"
            + " file that ends early), red/bomb.png (a header that promises 60000 x 60000 pixels);"
            + " remove them, or leave out the strict check");
  }

  @ParameterizedTest
  @ValueSource(strings = {"set.zip", "set.tar", "set.tar.gz", "set.tar.bz2"})
  void anArchiveGivesTheSameBytesAsTheFolder(String name) throws IOException {
    Path folder = ImageFolders.threeClasses(dir.resolve("set"));
    Path archive = dir.resolve("packed-" + name);
    if (name.endsWith("zip")) {
      ImageFolders.zip(folder, archive);
    } else {
      ImageFolders.tar(folder, archive);
    }
    ImageFiles files = ImageFiles.of(archive).withSize(20).withChannels(1);
    LoadedImages loaded = files.read();
    assertThat(loaded.images().name()).isEqualTo("packed-set");
    assertThat(loaded.images().classNames()).containsExactly("blue", "green", "red");
    assertThat(loaded.images().digest())
        .isEqualTo(ImageFiles.of(folder).withSize(20).withChannels(1).read().images().digest());
    if (name.contains("tar")) {
      assertThat(loaded.skipped().reasons()).containsEntry("red/link.png", "a symbolic link");
    }
  }

  @Test
  void theFormSuitsThePictures() {
    Path folder = ImageFolders.threeClasses(dir.resolve("set"));
    ImageForm form = ImageFiles.of(folder).read().form();
    assertThat(form)
        .hasToString(
            "32 x 32 RGB: the short sides are 40 to 50 pixels, nine of ten at least 40; 9 of 9"
                + " pictures have colours");
    assertThat(ImageFiles.of(folder).withChannels(1).read().images().imageShape())
        .isEqualTo(TensorShape.of(32, 32, 1));
    assertThat(ImageFiles.of(folder).withSize(16, 24).read().images().imageShape())
        .isEqualTo(TensorShape.of(16, 24, 3));
  }

  @Test
  void picturesThatAreAllGreyBecomeGreyImagesOfTheirOwnSize() {
    for (int i = 0; i < 20; i++) {
      ImageFolders.write(
          dir.resolve("set/" + i + ".jpg"),
          Drawn.encoded(Drawn.plain(28, 20, 0x111111 * i), "jpg"));
    }
    LoadedImages loaded = ImageFiles.of(dir.resolve("set")).read();
    assertThat(loaded.images().imageShape()).isEqualTo(TensorShape.of(20, 28, 1));
    assertThat(loaded.images().hasLabels()).isFalse();
    assertThat(loaded.form())
        .hasToString("28 x 20 grey: the pictures' own size; 0 of 20 pictures have colours");
    assertThat(loaded.skipped()).hasToString("skipped none of 20 files");
    // By name: 0, 1, 10, 11, ...
    assertThat(image(loaded.images(), 2)[0] & 0xff).isEqualTo(170);
  }

  @Test
  void aPictureIsCroppedFittedOrStretched() {
    BufferedImage wide = Drawn.plain(40, 20, 0xffffff);
    for (int y = 0; y < 20; y++) {
      for (int x = 0; x < 10; x++) {
        wide.setRGB(x, y, 0); // the left quarter is black
      }
    }
    ImageFolders.write(dir.resolve("set/wide.png"), Drawn.encoded(wide, "png"));
    ImageFiles files =
        ImageFiles.of(dir.resolve("set"))
            .withSize(4)
            .withChannels(1)
            .withFilter(ResizeFilter.AREA)
            .withBackground(128);
    assertThat(image(files.read().images(), 0)).containsOnly(255);
    assertThat(image(files.withFraming(Framing.FILL).read().images(), 0))
        .containsExactly(0, 255, 255, 255, 0, 255, 255, 255, 0, 255, 255, 255, 0, 255, 255, 255);
    assertThat(image(files.withFraming(Framing.FIT).read().images(), 0))
        .containsExactly(
            128, 128, 128, 128, 0, 255, 255, 255, 0, 255, 255, 255, 128, 128, 128, 128);
  }

  @Test
  void anUnreadableFileIsSkippedAmongPicturesWithoutExtensions() throws IOException {
    byte[] png = Drawn.encoded(Drawn.plain(8, 8, 0), "png");
    ImageFolders.write(dir.resolve("set/5f2c"), png);
    Path secret = dir.resolve("set/77aa");
    ImageFolders.write(secret, png);
    assumeThat(Files.getFileStore(secret).supportsFileAttributeView("posix")).isTrue();
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));
    assumeThat(Files.isReadable(secret)).as("the administrator reads every file").isFalse();
    LoadedImages loaded = ImageFiles.of(dir.resolve("set")).read();
    assertThat(loaded.images().count()).isEqualTo(1);
    assertThat(loaded.skipped().reasons()).containsOnlyKeys("77aa");
  }

  @Test
  void filesWithoutExtensionsAreReadIfThereAreNoOthers() {
    byte[] png = Drawn.encoded(Drawn.plain(8, 8, 0x334455), "png");
    ImageFolders.write(dir.resolve("set/5f2c"), png);
    ImageFolders.write(dir.resolve("set/77aa"), png);
    ImageFolders.write(dir.resolve("set/readme.md"), png);
    assertThat(ImageFiles.of(dir.resolve("set")).read().images().count()).isEqualTo(2);
  }

  @Test
  @Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void linksAndPipesAreSkippedWithoutHanging() throws IOException, InterruptedException {
    Path set = dir.resolve("set");
    byte[] png = Drawn.encoded(Drawn.plain(8, 8, 0), "png");
    ImageFolders.write(set.resolve("a.png"), png);
    ImageFolders.write(dir.resolve("elsewhere/secret.png"), png);
    Files.createSymbolicLink(set.resolve("b.png"), dir.resolve("elsewhere/secret.png"));
    Files.createSymbolicLink(set.resolve("more"), dir.resolve("elsewhere"));
    assumeThat(new ProcessBuilder("mkfifo", set.resolve("c.png").toString()).start().waitFor())
        .isZero();
    LoadedImages loaded = ImageFiles.of(set).read();
    assertThat(loaded.images().count()).isEqualTo(1);
    assertThat(loaded.skipped().reasons())
        .containsOnly(
            Map.entry("b.png", "a symbolic link"),
            Map.entry("c.png", "a special file"),
            Map.entry("more", "a symbolic link"));
  }

  /** Two one-letter names, e with either accent, as an 8-bit system writes them. */
  @Test
  void namesThatAreNotUtf8AreDistinguished() throws IOException, InterruptedException {
    byte[] png = Drawn.encoded(Drawn.plain(8, 8, 0), "png");
    Path tar = dir.resolve("old.tar");
    try (TarArchiveOutputStream out =
        new TarArchiveOutputStream(Files.newOutputStream(tar), "ISO-8859-1")) {
      for (String name : List.of("\u00e9.png", "\u00e8.png")) {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(png.length);
        out.putArchiveEntry(entry);
        out.write(png);
        out.closeArchiveEntry();
      }
    }
    assertThat(ImageFiles.of(tar).read().images().count()).isEqualTo(2);
    Path set = Files.createDirectories(dir.resolve("set"));
    Files.write(dir.resolve("one.png"), png);
    String copy = "for name in $'\\xe9' $'\\xe8'; do cp one.png \"set/$name.png\" || exit 1; done";
    assumeThat(new ProcessBuilder("bash", "-c", copy).directory(dir.toFile()).start().waitFor())
        .isZero();
    assertThat(ImageFiles.of(set).read().images().count()).isEqualTo(2);
  }

  /** An archive may come from anyone, and a terminal would obey the control characters. */
  @Test
  void namesWithControlCharactersAreShownOnOneLine() throws IOException {
    Path zip = dir.resolve("odd.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("a\n\u001b[2Jb.png"));
      out.write(1);
      out.putNextEntry(new ZipEntry("good.png"));
      out.write(Drawn.encoded(Drawn.plain(8, 8, 0), "png"));
    }
    assertThat(ImageFiles.of(zip).read().skipped())
        .hasToString("skipped 1 of 2 files: a\\u000a\\u001b[2Jb.png (not a picture)");
  }

  @Test
  void aFolderThatIsItselfALinkIsRead() throws IOException {
    ImageFolders.write(dir.resolve("set/a.png"), Drawn.encoded(Drawn.plain(8, 8, 0), "png"));
    Files.createSymbolicLink(dir.resolve("link"), dir.resolve("set"));
    assertThat(ImageFiles.of(dir.resolve("link")).read().images().name()).isEqualTo("link");
  }

  @Test
  void aPlaceWithoutPicturesSaysSo() throws IOException {
    Path set = Files.createDirectories(dir.resolve("set"));
    assertRefused(
        () -> ImageFiles.of(set).read(),
        set
            + ": expected pictures in PNG, JPEG, BMP, GIF or WebP but found none among 0 files;"
            + " check the path, or convert the pictures");
    ImageFolders.write(set.resolve("a.tiff"), new byte[9]);
    ImageFolders.write(set.resolve("b.txt"), new byte[9]);
    assertRefused(
        () -> ImageFiles.of(set).read(),
        set
            + ": expected pictures in PNG, JPEG, BMP, GIF or WebP but found skipped 1 of 2 files:"
            + " a.tiff (an unsupported format); check the path, or convert the pictures");
    ImageFolders.write(set.resolve("c.png"), new byte[0]);
    ImageFolders.write(set.resolve("d.png"), "text and text".getBytes(StandardCharsets.UTF_8));
    assertRefused(
        () -> ImageFiles.of(set).withSize(8).withChannels(1).read(),
        set
            + ": expected a picture in PNG, JPEG, BMP, GIF or WebP that can be read but found"
            + " skipped 3 of 3 files: a.tiff (an unsupported format), c.png (an empty file),"
            + " d.png (not a picture); check the files");
    assertThatThrownBy(() -> ImageFiles.of(set).survey()).isInstanceOf(InvalidInputException.class);
    assertRefused(
        () -> ImageFiles.of(dir.resolve("none")).read(),
        dir.resolve("none")
            + ": expected a file that can be read but found no such file or directory; correct the"
            + " path or the permissions");
    assertRefused(
        () -> ImageFiles.of(set.resolve("b.txt")).read(),
        set.resolve("b.txt")
            + ": expected a folder, zip or tar file of pictures, a NumPy file or an IDX file but"
            + " found something else; give the folder that the pictures are in");
  }

  @Test
  void damagedArchivesAreRefusedInOneLine() throws IOException {
    Path folder = ImageFolders.threeClasses(dir.resolve("set"));
    for (String name : new String[] {"a.zip", "a.tar.gz", "a.tar.bz2"}) {
      Path archive = dir.resolve(name);
      byte[] whole =
          Files.readAllBytes(
              name.endsWith("zip")
                  ? ImageFolders.zip(folder, archive)
                  : ImageFolders.tar(folder, archive));
      Files.write(archive, Arrays.copyOf(whole, whole.length / 3));
      assertThatThrownBy(() -> ImageFiles.of(archive).withSize(8).read())
          .as(name)
          .isInstanceOf(InvalidInputException.class)
          .hasMessageMatching(
              "\\Q"
                  + archive
                  + "\\E: expected an intact file but found .+; copy or download it again");
    }
  }

  @Test
  void imagesThatExceedMemoryAreRefusedBeforeAllocation() {
    byte[] png = Drawn.encoded(Drawn.plain(8, 8, 0), "png");
    for (int i = 0; i < 60; i++) {
      ImageFolders.write(dir.resolve("set/" + i + ".png"), png);
    }
    assertThatThrownBy(
            () -> ImageFiles.of(dir.resolve("set")).withSize(8192).withChannels(3).read())
        .isInstanceOf(InvalidInputException.class)
        .hasMessageMatching(
            "\\Q"
                + dir.resolve("set")
                + "\\E: expected images that fit in Java's memory, \\d\\.\\d GB, but found 60"
                + " images \\[8192, 8192, 3\\], 11\\.3 GB; choose a smaller size, or start Java with"
                + " a larger -Xmx");
  }

  @Test
  void surveysManyPicturesBySampling() {
    byte[] small = Drawn.encoded(Drawn.plain(8, 12, 0), "bmp");
    for (int i = 0; i < 1100; i++) {
      ImageFolders.write(dir.resolve("set/" + (1000 + i) + ".bmp"), small);
    }
    ImageSurvey survey = ImageFiles.of(dir.resolve("set")).survey();
    assertThat(survey.pictures()).isEqualTo(1100);
    assertThat(survey.sizes()).hasSize(512).containsOnly(new ImageSurvey.Size(8, 12));
    assertThat(survey.decoded()).isEqualTo(64);
    assertThat(survey.coloured()).isZero();
  }

  @Test
  void optionsAreChecked() {
    ImageFiles files = ImageFiles.of(Path.of("x"));
    assertRefused(
        () -> files.withChannels(2),
        "image channels: expected 1 (grey) or 3 (RGB) but found 2; give 1 or 3");
    assertRefused(
        () -> files.withSize(0),
        "image size: expected a whole number of at least 1 but found 0; give 1 or more");
    assertRefused(
        () -> files.withSize(0, 7),
        "image size: expected both a height and a width but found 0 and 7; give both or none");
    assertRefused(
        () -> files.withSize(9000),
        "image height: expected at most 8192 pixels but found 9000; choose a smaller image");
    assertRefused(
        () -> files.withBackground(256),
        "image background: expected a grey level from 0 to 255 but found 256; give 255 for white");
    assertThat(ImageFiles.of(Path.of("/")).name()).isEqualTo("images");
    assertThat(ImageFiles.of(Path.of("ж x.tar.gz")).name()).isEqualTo("x");
    assertThat(files.withName("mine").name()).isEqualTo("mine");
  }
}
