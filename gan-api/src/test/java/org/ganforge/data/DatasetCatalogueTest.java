package org.ganforge.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ganforge.data.IdxKind.IMAGES;
import static org.ganforge.data.IdxKind.LABELS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ganforge.data.PublishedFile.Digested;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.file.CacheDirectory;
import org.ganforge.layer.TensorShape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetCatalogueTest {
  private static final String IMAGE_FILE = "train-images-idx3-ubyte";
  private static final String LABEL_FILE = "train-labels-idx1-ubyte";

  @TempDir private Path folder;
  private MirrorServer server;
  private DatasetCatalogue catalogue;

  @BeforeEach
  void openACatalogueWithOneMirror() throws IOException {
    server = new MirrorServer();
    server.serve("m/" + IMAGE_FILE + ".gz", IdxBytes.gzip(IdxBytes.images(3)));
    server.serve("m/" + LABEL_FILE + ".gz", IdxBytes.gzip(IdxBytes.labels(3)));
    CatalogueEntry tiny =
        CatalogueEntry.of(
            "tiny",
            List.of("a", "b", "c"),
            List.of(server.mirror("m")),
            1234,
            List.of(
                file(Split.TRAIN, IMAGES, IdxBytes.images(3)),
                file(Split.TRAIN, LABELS, IdxBytes.labels(3)),
                file(Split.TEST, IMAGES, IdxBytes.images(2)),
                file(Split.TEST, LABELS, IdxBytes.labels(2))));
    catalogue =
        DatasetCatalogue.of(List.of(tiny.withInstalled(folder.resolve("installed"))))
            .withCache(folder.resolve("cache"));
  }

  @AfterEach
  void stopTheServer() {
    server.close();
  }

  @Test
  void standardNamesAreThePublishedSetsThenTheStackedAndTheDrawnOnes() {
    assertThat(DatasetCatalogue.standard().names())
        .containsExactly(
            "mnist", "fashion-mnist", "emnist-letters", "stacked-mnist", "digits", "shapes");
  }

  @Test
  void digitsAreDrawnOnceForAllCallers() {
    ImageDataset digits = DatasetCatalogue.standard().load("digits");

    assertThat(DatasetCatalogue.standard().load("digits")).isSameAs(digits);
  }

  @Test
  void theStateOfADrawnSetIsThatOfItsImages() {
    DatasetCatalogue catalogue = DatasetCatalogue.standard();
    DatasetState state = catalogue.state("digits");

    assertThat(state.train()).isEqualTo(part(catalogue.load("digits")));
    assertThat(state.test()).isEqualTo(part(catalogue.load("digits", Split.TEST)));
  }

  private static DatasetState.Part part(ImageDataset images) {
    return new DatasetState.Part(
        images.name(), images.count(), images.imageShape(), images.classNames());
  }

  @Test
  void mirrorsOfPublishedSetsAreFoldersReachedSafely() {
    assertThat(PublishedDatasets.ALL)
        .flatMap(CatalogueEntry::mirrors)
        .allSatisfy(mirror -> assertThat(mirror.toString()).startsWith("https://").endsWith("/"));
  }

  @Test
  void downloadsOnceAndThenReadsTheCache() {
    assertThat(catalogue.isAtHand("tiny")).isFalse();
    ImageDataset first = catalogue.load("tiny");
    assertThat(server.requests()).hasSize(2);

    assertThat(catalogue.isAtHand("tiny")).isTrue();
    ImageDataset second = catalogue.offline().load("tiny");

    assertThat(server.requests()).hasSize(2);
    assertThat(second.digest()).isEqualTo(first.digest());
    assertThat(second).hasToString("tiny: 3 images [2, 3, 1]");
    assertThat(second.classNames()).containsExactly("a", "b", "c");
    assertThat(second.label(2)).isEqualTo(2);
  }

  @Test
  void notifiesTheListener() {
    StringBuilder heard = new StringBuilder();
    catalogue.withListener((source, received, total) -> heard.append(source)).load("tiny");
    assertThat(heard).contains(IMAGE_FILE, LABEL_FILE);
  }

  @Test
  void replacesADamagedCopyInTheCache() throws IOException {
    catalogue.load("tiny");
    Path cached = folder.resolve("cache/tiny/" + IMAGE_FILE + ".gz");
    Files.write(cached, IdxBytes.WEB_PAGE);

    assertThat(catalogue.load("tiny").count()).isEqualTo(3);

    assertThat(cached).hasBinaryContent(IdxBytes.gzip(IdxBytes.images(3)));
  }

  @Test
  void usesAPlainFileInTheCache() throws IOException {
    Files.createDirectories(folder.resolve("cache/tiny"));
    Files.write(folder.resolve("cache/tiny/" + IMAGE_FILE), IdxBytes.images(3));
    Files.write(folder.resolve("cache/tiny/" + LABEL_FILE), IdxBytes.labels(3));
    assertThat(catalogue.isAtHand("tiny")).isTrue();
    assertThat(catalogue.offline().load("tiny").count()).isEqualTo(3);
  }

  @Test
  void findsFilesInstalledByASystemPackage() throws IOException {
    put("installed/train-images-idx3-ubyte.gz", IdxBytes.gzip(IdxBytes.images(3)));
    put("installed/train-labels-idx1-ubyte.gz", IdxBytes.gzip(IdxBytes.labels(3)));

    assertThat(catalogue.isAtHand("tiny")).isTrue();
    assertThat(catalogue.load("tiny")).hasToString("tiny: 3 images [2, 3, 1]");
    assertThat(server.requests()).isEmpty();
    assertThat(folder.resolve("cache")).doesNotExist();
  }

  @Test
  void downloadsFilesThatASystemPackageHasInAnotherVersion() throws IOException {
    put("installed/train-images-idx3-ubyte.gz", IdxBytes.gzip(IdxBytes.images(3)));
    put("installed/train-labels-idx1-ubyte.gz", IdxBytes.gzip(IdxBytes.labels(4)));

    assertThat(catalogue.load("tiny").count()).isEqualTo(3);
    assertThat(server.requests()).containsExactly("/m/" + LABEL_FILE + ".gz");
  }

  @Test
  void returnsTheFolderOfTheFiles() throws IOException {
    assertThat(catalogue.folder("tiny")).isEmpty();
    assertThat(catalogue.folder("digits")).isEmpty();
    put("installed/train-images-idx3-ubyte.gz", IdxBytes.gzip(IdxBytes.images(3)));
    assertThat(catalogue.folder("tiny")).isEmpty();
    put("installed/train-labels-idx1-ubyte.gz", IdxBytes.gzip(IdxBytes.labels(3)));
    assertThat(catalogue.folder("tiny")).contains(folder.resolve("installed"));

    DatasetCatalogue own = catalogue.withDirectory(folder.resolve("own"));
    assertThat(own.folder("tiny")).isEmpty();
    put("own/tiny/train-images-idx3-ubyte", IdxBytes.images(3));
    put("own/tiny/train-labels-idx1-ubyte", IdxBytes.labels(3));
    assertThat(own.folder("tiny")).contains(folder.resolve("own/tiny"));
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void returnsTheSizeOfADownload() {
    assertThat(catalogue.downloadBytes("tiny")).isEqualTo(1234);
    assertThat(catalogue.downloadBytes("digits")).isZero();
  }

  @Test
  void looksForFashionMnistInDebiansFolder() {
    assertThat(PublishedDatasets.FASHION_MNIST.installed())
        .containsExactly(Path.of("/usr/share/datasets/fashion-mnist"));
  }

  @Test
  void offlineNamesTheFilesAndTheWaysOut() {
    refused(
        () -> catalogue.offline().load("tiny", Split.TEST),
        "data set tiny: expected t10k-images-idx3-ubyte.gz in "
            + folder.resolve("cache/tiny")
            + " but found no intact copy, and downloads are off; give a folder that holds"
            + " t10k-images-idx3-ubyte.gz and t10k-labels-idx1-ubyte.gz by withDirectory(DIR),"
            + " or use the built-in data set \"digits\"");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void cacheFolderComesFromTheSystemProperty() {
    System.setProperty("ganforge.home", folder.toString());
    try {
      assertThat(CacheDirectory.standard()).isEqualTo(folder);
    } finally {
      System.clearProperty("ganforge.home");
    }
  }

  @Test
  void theDrawnSetsAreAlwaysAvailable() {
    assertThat(catalogue.isAtHand("digits")).isTrue();
    assertThat(catalogue.offline().load("digits")).hasToString("digits: 10000 images [28, 28, 1]");
    assertThat(catalogue.load("digits", Split.TEST).count()).isEqualTo(2000);
    assertThat(catalogue.isAtHand("shapes")).isTrue();
  }

  /** Slow, since 12,000 coloured pictures are drawn. */
  @Tag("slow")
  @Test
  void shapesAreAsManyAsDigits() {
    assertThat(catalogue.offline().load("shapes")).hasToString("shapes: 10000 images [64, 64, 3]");
    assertThat(catalogue.load("shapes", Split.TEST).count()).isEqualTo(2000);
  }

  @Test
  void refusesAnUnknownName() {
    String message =
        "data set: expected one of tiny, digits, shapes but found \"cifar\"; choose one of them";
    refused(() -> catalogue.load("cifar"), message);
    refused(() -> catalogue.isAtHand("cifar"), message);
  }

  @Test
  void readsAUsersOwnImagesFromTheDataDirectory() throws IOException {
    put("train-images-idx3-ubyte", IdxBytes.images(5));
    put("train-labels-idx1-ubyte.gz", IdxBytes.gzip(IdxBytes.labels(5)));

    ImageDataset own = catalogue.withDirectory(folder).load("tiny");

    assertThat(own).hasToString("own-images: 5 images [2, 3, 1]");
    assertThat(own.imageShape()).isEqualTo(TensorShape.of(2, 3, 1));
    assertThat(own.classNames()).isEmpty();
    assertThat(own.label(4)).isEqualTo(4);
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void recognizesPublishedImagesInTheDataDirectoryByTheirDigest() throws IOException {
    put("train-images-idx3-ubyte", IdxBytes.images(3));
    put("train-labels-idx1-ubyte", IdxBytes.labels(3));

    ImageDataset tiny = catalogue.withDirectory(folder).load("digits");

    assertThat(tiny).hasToString("tiny: 3 images [2, 3, 1]");
    assertThat(tiny.classNames()).containsExactly("a", "b", "c");
  }

  @Test
  void looksIntoTheSubfolderOfTheDataSetsName() throws IOException {
    put("tiny/t10k-images-idx3-ubyte", IdxBytes.images(2));
    put("tiny/t10k-labels-idx1-ubyte", IdxBytes.labels(2));
    assertThat(catalogue.withDirectory(folder).load("tiny", Split.TEST).count()).isEqualTo(2);
  }

  @Test
  void acceptsFilesWithAPrefix() throws IOException {
    put("letters-test-images-idx3-ubyte.gz", IdxBytes.gzip(IdxBytes.images(2)));
    put("letters-test-labels-idx1-ubyte.gz", IdxBytes.gzip(IdxBytes.labels(2)));
    put("letters-train-images-idx3-ubyte.gz", IdxBytes.gzip(IdxBytes.images(4)));
    assertThat(catalogue.withDirectory(folder).load("tiny", Split.TEST).count()).isEqualTo(2);
  }

  @Test
  void acceptsFilesWhoseNamesHaveADotForTheDash() throws IOException {
    put("train-images.idx3-ubyte", IdxBytes.images(4));
    put("train-labels.idx1-ubyte", IdxBytes.labels(4));
    assertThat(catalogue.withDirectory(folder).load("tiny").count()).isEqualTo(4);
  }

  @Test
  void refusesToChooseBetweenTwoDataSetsInOneFolder() throws IOException {
    put("cats-train-images-idx3-ubyte", IdxBytes.images(2));
    put("dogs-train-images-idx3-ubyte", IdxBytes.images(2));
    refused(
        () -> catalogue.withDirectory(folder).load("tiny"),
        folder
            + ": expected one file of images to choose but found cats-train-images-idx3-ubyte and"
            + " dogs-train-images-idx3-ubyte; keep one data set in a folder");
  }

  @Test
  void aDataDirectoryWithoutFilesIsAnErrorNotADownload() {
    assertThat(catalogue.withDirectory(folder).isAtHand("tiny")).isFalse();
    refusedDirectory(folder, "neither");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void aMissingDataDirectoryIsReported() {
    refusedDirectory(folder.resolve("typo"), "no such folder");
  }

  @Test
  void aDataDirectoryWithoutLabelsSaysWhatItFound() throws IOException {
    put("tiny/train-images-idx3-ubyte.gz", IdxBytes.gzip(IdxBytes.images(2)));
    assertThat(catalogue.withDirectory(folder).isAtHand("tiny")).isFalse();
    refusedDirectory(folder, "only " + folder.resolve("tiny/train-images-idx3-ubyte.gz"));
  }

  @Test
  void refusesLabelsThatDoNotBelongToTheImages() throws IOException {
    put("train-images-idx3-ubyte", IdxBytes.images(5));
    put("train-labels-idx1-ubyte", IdxBytes.labels(4));
    refused(
        () -> catalogue.withDirectory(folder).load("tiny"),
        folder.resolve("train-labels-idx1-ubyte")
            + ": expected 5 labels, one for each image of train-images-idx3-ubyte, but found 4;"
            + " use two files of the same data set");
  }

  private void refusedDirectory(Path directory, String found) {
    refused(
        () -> catalogue.withDirectory(directory).load("tiny"),
        "data directory "
            + directory
            + ": expected train-images-idx3-ubyte and train-labels-idx1-ubyte, each with or without"
            + " .gz, there or in tiny/ but found "
            + found
            + "; put both files there or name another folder");
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(InvalidInputException.class).hasMessage(message);
  }

  private void put(String name, byte[] content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }

  private static PublishedFile file(Split split, IdxKind kind, byte[] content) {
    return new PublishedFile(
        split, kind, kind.fileName(split), Digested.CONTENT, IdxBytes.sha256(content));
  }
}
