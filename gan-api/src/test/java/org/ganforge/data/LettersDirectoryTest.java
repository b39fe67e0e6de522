package org.ganforge.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ganforge.error.InvalidInputException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's own letters in EMNIST's layout. */
class LettersDirectoryTest {
  @TempDir private Path folder;

  /** Two images, stored as two columns of three pixels each. */
  @BeforeEach
  void putLetters() throws IOException {
    put("some-letters-train-images-idx3-ubyte.gz", IdxBytes.gzip(IdxBytes.images(2)));
    putLabels(26, 1);
  }

  private void putLabels(int... labels) throws IOException {
    byte[] bytes = new byte[labels.length];
    for (int i = 0; i < labels.length; i++) {
      bytes[i] = (byte) labels[i];
    }
    put("some-letters-train-labels-idx1-ubyte", IdxBytes.idx(0x801, bytes, labels.length));
  }

  private void put(String name, byte[] content) throws IOException {
    Files.write(folder.resolve(name), content);
  }

  private DatasetCatalogue catalogue() {
    return DatasetCatalogue.standard().withDirectory(folder);
  }

  @Test
  void areTurnedUprightAndCountedFromZeroForTheRequestedName() {
    ImageDataset letters = catalogue().load("emnist-letters");

    assertThat(letters).hasToString("own-images: 2 images [3, 2, 1]");
    byte[] pixels = new byte[12];
    letters.pixels().get(pixels);
    assertThat(pixels).containsExactly(0, 3, 1, 4, 2, 5, 6, 9, 7, 10, 8, 11);
    assertThat(letters.classNames().get(letters.label(0))).isEqualTo("Z");
    assertThat(letters.classNames().get(letters.label(1))).isEqualTo("A");
  }

  @Test
  void areReadUnchangedForAnotherName() {
    ImageDataset images = catalogue().load("mnist");

    assertThat(images).hasToString("own-images: 2 images [2, 3, 1]");
    assertThat(images.pixels().get(1)).isEqualTo((byte) 1);
    assertThat(images.label(0)).isEqualTo(26);
    assertThat(images.classNames()).isEmpty();
  }

  @Test
  void areChosenByTheirPublishedNamesAmongTheOtherSetsOfThePaper() throws IOException {
    put("emnist-letters-train-images-idx3-ubyte", IdxBytes.images(1));
    put("emnist-letters-train-labels-idx1-ubyte", IdxBytes.idx(0x801, new byte[] {5}, 1));
    assertThat(catalogue().load("emnist-letters").count()).isEqualTo(1);
  }

  @Test
  void refusesALabelBelowA() throws IOException {
    putLabels(1, 0);
    refused("labels 1 to 26 but found label 0 at image 1");
  }

  @Test
  void refusesALabelBeyondZ() throws IOException {
    putLabels(27, 1);
    refused("labels 1 to 26 but found label 27 at image 0");
  }

  private void refused(String what) {
    assertThatThrownBy(() -> catalogue().load("emnist-letters"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            folder.resolve("some-letters-train-labels-idx1-ubyte")
                + ": expected "
                + what
                + "; these files are another data set: ask for it by its name");
  }

  @Test
  void namesThePublishedFilesIfThereAreNone(@TempDir Path empty) {
    DatasetCatalogue nothing = DatasetCatalogue.standard().withDirectory(empty);
    assertThat(nothing.isAtHand("emnist-letters")).isFalse();
    assertThatThrownBy(() -> nothing.load("emnist-letters"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "data directory "
                + empty
                + ": expected emnist-letters-train-images-idx3-ubyte and"
                + " emnist-letters-train-labels-idx1-ubyte, each with or without .gz, there or in"
                + " emnist-letters/ but found neither; put both files there or name another"
                + " folder");
  }
}
