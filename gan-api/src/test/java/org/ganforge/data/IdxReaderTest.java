package org.ganforge.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.TensorShape;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxReaderTest {
  private static final String AGAIN = "; download or copy the file again";

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("train-images-idx3-ubyte.gz");
  }

  @Test
  void readsImagesWithoutGzip() throws IOException {
    IdxFile images = read(IdxBytes.images(4), IdxKind.IMAGES);

    assertThat(images.shape()).isEqualTo(TensorShape.of(4, 2, 3));
    assertThat(images.body()).isEqualTo(IdxBytes.ascending(24));
  }

  @Test
  void readsLabelsWithGzipAndHasTheDigestOfTheUncompressedFile() throws IOException {
    IdxFile labels = read(IdxBytes.gzip(IdxBytes.labels(300)), IdxKind.LABELS);

    assertThat(labels.shape()).isEqualTo(TensorShape.of(300));
    assertThat(labels.body()).isEqualTo(IdxBytes.ascending(300));
    assertThat(labels.sha256()).isEqualTo(IdxBytes.sha256(IdxBytes.labels(300)));
  }

  @Test
  void refusesAMissingFile() {
    assertThatThrownBy(() -> IdxReader.read(file, IdxKind.IMAGES))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            file + ": expected an IDX file of images but found no such file; check the path");
  }

  @Test
  void refusesAFolder() throws IOException {
    Files.createDirectory(file);
    assertThatThrownBy(() -> IdxReader.read(file, IdxKind.IMAGES))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(file + ": expected an IDX file of images but found a folder; check the path");
  }

  @Test
  void refusesAnEmptyFile() {
    refused(new byte[0], "expected a header of 16 bytes but found 0 bytes" + AGAIN);
  }

  @Test
  void refusesAHeaderThatEndsEarly() {
    refused(
        Arrays.copyOf(IdxBytes.images(1), 11),
        "expected a header of 16 bytes but found 11 bytes" + AGAIN);
  }

  @Test
  void refusesAWebPage() {
    refused(
        IdxBytes.WEB_PAGE,
        "expected IDX images with magic number 0x00000803 but found a web page;"
            + " download the file itself, not a page about it");
  }

  @Test
  void refusesLabelsInPlaceOfImages() {
    refused(
        IdxBytes.labels(60),
        "expected IDX images with magic number 0x00000803 but found magic number 0x00000801;"
            + " give the file of the images");
  }

  @Test
  void refusesNumbersThatAreNotBytes() {
    refused(
        IdxBytes.idx(0xD03, new byte[4], 1, 1, 1),
        "expected IDX images with magic number 0x00000803 but found magic number 0x00000d03;"
            + " give the file of the images");
  }

  @Test
  void refusesAFileThatEndsEarly() {
    refused(
        Arrays.copyOf(IdxBytes.images(4), 39),
        "expected 40 bytes, a header and 4 x 2 x 3, but found 39 bytes" + AGAIN);
  }

  @Test
  void refusesBytesAfterTheLastImage() {
    refused(
        Arrays.copyOf(IdxBytes.images(4), 41),
        "expected 40 bytes, a header and 4 x 2 x 3, but found 41 bytes" + AGAIN);
  }

  @Test
  void refusesGzipDataThatEndEarly() {
    byte[] stored = IdxBytes.gzipStored(IdxBytes.idx(0x803, new byte[8000], 10, 20, 40));
    // 10 bytes of gzip's header, 5 of the block's, 16 of the file's, 100 of the images.
    refused(
        Arrays.copyOf(stored, 10 + 5 + 16 + 100),
        "expected 8016 bytes, a header and 10 x 20 x 40, but found 116 bytes" + AGAIN);
  }

  @Test
  void refusesGzipDataWithoutTheirCheckSum() {
    byte[] packed = IdxBytes.gzip(IdxBytes.images(4));
    refused(
        Arrays.copyOf(packed, packed.length - 3),
        "expected a complete gzip file but found one that ends early" + AGAIN);
  }

  @Test
  void refusesGzipDataWithAWrongCheckSum() {
    byte[] packed = IdxBytes.gzip(IdxBytes.images(4));
    packed[packed.length - 8] ^= 1;
    refused(
        packed,
        "expected a file that can be read but found ZipException: Corrupt GZIP trailer" + AGAIN);
  }

  @Test
  void refusesTooFewBytesInsideGzip() {
    refused(
        IdxBytes.gzip(Arrays.copyOf(IdxBytes.images(4), 39)),
        "expected 40 bytes, a header and 4 x 2 x 3, but found 39 bytes" + AGAIN);
  }

  @Test
  void refusesMoreBytesInsideGzipWithoutDecompressingThem() {
    byte[] bomb = Arrays.copyOf(IdxBytes.images(4), 5_000_000);
    refused(
        IdxBytes.gzip(bomb),
        "expected 40 bytes, a header and 4 x 2 x 3, but found more bytes after them" + AGAIN);
  }

  @Test
  void refusesAHeaderThatClaimsNoBytes() {
    refused(
        IdxBytes.idx(0x803, new byte[0], 0, 28, 28),
        "expected at least one byte of images but found a header that promises 0 x 28 x 28 = 0"
            + AGAIN);
  }

  @Test
  void refusesAHeaderThatClaimsMoreThanAnyDataSetHas() {
    refused(
        IdxBytes.idx(0x803, new byte[0], Integer.MIN_VALUE, 28, 28),
        "expected at most 1073741824 bytes of images but found a header that promises"
            + " 2147483648 x 28 x 28 = 1683627180032"
            + AGAIN);
  }

  @Test
  void refusesSizesWhoseProductDoesNotFitALong() {
    refused(
        IdxBytes.idx(0x803, new byte[0], -1, -1, -1),
        "expected at most 1073741824 bytes of images but found a header that promises"
            + " 4294967295 x 4294967295 x 4294967295 = 79228162458924105385300197375"
            + AGAIN);
  }

  @Test
  void refusesAClaimThatExceedsTheCompressedBytes() {
    byte[] packed = IdxBytes.gzip(IdxBytes.idx(0x803, new byte[0], 1000, 1000, 1000));
    refused(
        packed,
        "expected no more bytes than "
            + packed.length
            + " bytes of gzip data can hold but found a header that promises"
            + " 1000 x 1000 x 1000 = 1000000000"
            + AGAIN);
  }

  @Test
  void refusesAClaimThatExceedsThePlainFile() {
    refused(
        IdxBytes.idx(0x803, new byte[0], 1000, 1000, 1000),
        "expected 1000000016 bytes, a header and 1000 x 1000 x 1000, but found 16 bytes" + AGAIN);
  }

  private IdxFile read(byte[] content, IdxKind kind) throws IOException {
    Files.write(file, content);
    return IdxReader.read(file, kind);
  }

  private void refused(byte[] content, String message) {
    assertThatThrownBy(() -> read(content, IdxKind.IMAGES))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(file + ": " + message);
  }
}
