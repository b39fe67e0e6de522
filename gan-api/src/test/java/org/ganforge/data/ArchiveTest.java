package org.ganforge.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.ganforge.data.PublishedFile.Digested;
import org.ganforge.error.InvalidInputException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small local zip file, made like EMNIST's. */
class ArchiveTest {
  private static final List<String> PARTS =
      List.of("train-images-idx3", "train-labels-idx1", "test-images-idx3", "test-labels-idx1");
  private static final String WAYS_OUT =
      "; give a folder that holds letters-train-images-idx3-ubyte.gz and"
          + " letters-train-labels-idx1-ubyte.gz by withDirectory(DIR), or use the built-in data"
          + " set \"digits\"";

  @TempDir private Path home;
  private MirrorServer server;
  private final Map<String, byte[]> content = new TreeMap<>();

  @BeforeEach
  void packTheFiles() throws IOException {
    server = new MirrorServer();
    pack("train-images-idx3", IdxBytes.images(4));
    pack("train-labels-idx1", IdxBytes.idx(0x801, new byte[] {3, 1, 2, 3}, 4));
    pack("test-images-idx3", IdxBytes.images(2));
    pack("test-labels-idx1", IdxBytes.idx(0x801, new byte[] {2, 1}, 2));
    content.put("../../../outside.gz", IdxBytes.gzip(IdxBytes.images(1)));
    content.put("gzip/huge-other-set", new byte[20_000]);
  }

  private void pack(String part, byte[] idx) {
    content.put(name(part), IdxBytes.gzip(idx));
  }

  private static String name(String part) {
    return "gzip/letters-" + part + "-ubyte.gz";
  }

  private String digest(String part) {
    return IdxBytes.sha256(content.getOrDefault(name(part), new byte[0]));
  }

  @AfterEach
  void stopTheServer() {
    server.close();
  }

  @Test
  void downloadsOnceForBothSplitsAndKeepsOnlyTheFilesOfTheSet() throws IOException {
    byte[] zip = zip();
    server.serve("m/all.zip", zip);
    DatasetCatalogue catalogue = catalogue(zip);
    assertThat(catalogue.isAtHand("letters")).isFalse();

    ImageDataset train = catalogue.load("letters");
    ImageDataset test = catalogue.offline().load("letters", Split.TEST);

    assertThat(train).hasToString("letters: 4 images [3, 2, 1]");
    assertThat(test).hasToString("letters: 2 images [3, 2, 1]");
    assertThat(catalogue.isAtHand("letters")).isTrue();
    assertThat(server.requests()).containsExactly("/m/all.zip");
    assertThat(kept())
        .containsExactlyInAnyOrderElementsOf(
            PARTS.stream().map(part -> "letters/letters-" + part + "-ubyte.gz").toList());
    for (String part : PARTS) {
      assertThat(home.resolve("letters/letters-" + part + "-ubyte.gz"))
          .hasBinaryContent(content.get(name(part)));
    }
  }

  @Test
  void turnsTheImagesUprightAndCountsLabelsFromZero() throws IOException {
    byte[] zip = zip();
    server.serve("m/all.zip", zip);

    ImageDataset train = catalogue(zip).load("letters");

    // Stored as two columns of three pixels: 0 1 2 and 3 4 5; the second image starts at 6.
    byte[] pixels = new byte[12];
    train.pixels().get(pixels);
    assertThat(pixels).containsExactly(0, 3, 1, 4, 2, 5, 6, 9, 7, 10, 8, 11);
    assertThat(List.of(train.label(0), train.label(1), train.label(2))).containsExactly(2, 0, 1);
    assertThat(train.classNames()).containsExactly("A", "B", "C");
  }

  @Test
  void saysThatAMirrorSentAWebPage() throws IOException {
    server.serve("m/all.zip", IdxBytes.WEB_PAGE);
    failsToLoad(
        zip(),
        "expected a zip file but found a web page; download the file itself, not a page about it");
  }

  @Test
  void saysThatTheZipFileIsADifferentOne() throws IOException {
    byte[] published = zip();
    content.remove("gzip/huge-other-set");
    byte[] other = zip();
    server.serve("m/all.zip", other);
    failsToLoad(
        published,
        "expected MD5 "
            + IdxBytes.md5(published)
            + " but found "
            + IdxBytes.md5(other)
            + "; download the file again");
  }

  @Test
  void saysThatTheDownloadWasInterrupted() throws IOException {
    byte[] zip = zip();
    server.serveHalf("m/all.zip", zip);
    failsToLoad(zip, "connection closed before the end");
  }

  @Test
  void saysThatTheZipFileIsTooLong() throws IOException {
    byte[] zip = zip();
    server.serve("m/all.zip", Arrays.copyOf(zip, 40_000));
    failsToLoad(zip, "more than 30000 bytes");
  }

  @Test
  void saysThatItIsNotAZipFile() throws IOException {
    byte[] text = "not a zip file".getBytes(StandardCharsets.US_ASCII);
    server.serve("m/all.zip", text);
    failsToLoad(
        text,
        "expected a zip file that can be read but found zip END header not found;"
            + " download the file again");
  }

  @Test
  void namesAMissingEntry() throws IOException {
    content.remove(name("test-labels-idx1"));
    byte[] zip = zip();
    server.serve("m/all.zip", zip);
    fails(
        catalogue(zip),
        "expected gzip/letters-test-labels-idx1-ubyte.gz in it but found none;"
            + " download the file again");
  }

  @Test
  void namesADifferentEntry() throws IOException {
    CatalogueEntry published = entry(zip());
    pack("train-images-idx3", IdxBytes.images(5));
    byte[] zip = zip();
    server.serve("m/all.zip", zip);
    fails(
        catalogue(entry(zip, published.files())),
        "gzip/letters-train-images-idx3-ubyte.gz: expected SHA-256 "
            + published.file(Split.TRAIN, IdxKind.IMAGES).sha256()
            + " but found "
            + digest("train-images-idx3")
            + "; download the file again");
    assertThat(kept()).doesNotContain("letters/letters-train-images-idx3-ubyte.gz");
  }

  @Test
  void namesATruncatedEntry() throws IOException {
    pack("test-images-idx3", Arrays.copyOf(IdxBytes.images(2), 20));
    byte[] zip = zip();
    server.serve("m/all.zip", zip);
    fails(
        catalogue(zip),
        "gzip/letters-test-images-idx3-ubyte.gz: expected 28 bytes, a header and 2 x 2 x 3, but"
            + " found 20 bytes; download or copy the file again");
  }

  @Test
  void refusesAnEntryThatUnpacksToTooMuch() throws IOException {
    content.put(name("train-images-idx3"), new byte[20_000]);
    content.remove("gzip/huge-other-set");
    byte[] zip = zip();
    server.serve("m/all.zip", zip);
    Download download =
        new Download((source, received, total) -> {}, source -> Duration.ofMinutes(20));
    CatalogueEntry entry = entry(zip);
    PublishedFile wanted = entry.file(Split.TRAIN, IdxKind.LABELS);
    assertFailure(
        assertThatThrownBy(
            () -> new Mirrors(new DatasetCache(home), download, 10_000).fetch(entry, wanted)),
        "gzip/letters-train-images-idx3-ubyte.gz: expected at most 10000 bytes but found more;"
            + " download the file again");
  }

  @Test
  void leavesNothingIfTheDiskIsTooFullForTheZipFile() throws IOException {
    diskIsFullFor("all.zip");
    assertThat(kept()).isEmpty();
  }

  @Test
  void leavesNoHalfFileIfTheDiskIsTooFullForAFile() throws IOException {
    diskIsFullFor("letters-train-images-idx3-ubyte.gz");
    assertThat(kept())
        .allSatisfy(file -> assertThat(file).endsWith("-ubyte.gz"))
        .doesNotContain("letters/letters-train-images-idx3-ubyte.gz");
  }

  private void diskIsFullFor(String name) throws IOException {
    FullDisk.assumed();
    byte[] zip = zip();
    server.serve("m/all.zip", zip);
    Download download =
        new Download((source, received, total) -> {}, source -> Duration.ofMinutes(20));
    CatalogueEntry entry = entry(zip);
    PublishedFile wanted = entry.file(Split.TRAIN, IdxKind.IMAGES);
    assertThatThrownBy(
            () -> new Mirrors(new FullDisk(home, name), download, 30_000).fetch(entry, wanted))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "cache "
                + home
                + ": expected a folder that can be written, with room for the files, but found"
                + " No space left on device; free some space or set GANFORGE_HOME to another"
                + " folder, or"
                + WAYS_OUT.substring(1));
  }

  private void failsToLoad(byte[] published, String reason) throws IOException {
    fails(catalogue(published), reason);
    assertThat(kept()).isEmpty();
  }

  private void fails(DatasetCatalogue catalogue, String reason) throws IOException {
    assertFailure(assertThatThrownBy(() -> catalogue.load("letters")), reason);
    assertThat(kept()).allSatisfy(file -> assertThat(file).endsWith("-ubyte.gz"));
  }

  private void assertFailure(AbstractThrowableAssert<?, ?> failure, String reason) {
    failure
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            "data set letters: no mirror provided all.zip ("
                + server.mirror("m")
                + "all.zip: "
                + reason
                + ")"
                + WAYS_OUT);
  }

  private DatasetCatalogue catalogue(byte[] zip) {
    return catalogue(entry(zip));
  }

  private DatasetCatalogue catalogue(CatalogueEntry entry) {
    return DatasetCatalogue.of(List.of(entry)).withCache(home);
  }

  private CatalogueEntry entry(byte[] zip) {
    return entry(
        zip,
        PARTS.stream()
            .map(
                part ->
                    new PublishedFile(
                        part.startsWith("train") ? Split.TRAIN : Split.TEST,
                        part.contains("images") ? IdxKind.IMAGES : IdxKind.LABELS,
                        "letters-" + part + "-ubyte",
                        Digested.GZIP,
                        digest(part)))
            .toList());
  }

  private CatalogueEntry entry(byte[] zip, List<PublishedFile> files) {
    return new CatalogueEntry(
        "letters",
        List.of("A", "B", "C"),
        IdxLayout.EMNIST_LETTERS,
        List.of(),
        List.of(server.mirror("m")),
        zip.length,
        new PublishedArchive("all.zip", "gzip/", IdxBytes.md5(zip), 30_000),
        null,
        files);
  }

  private byte[] zip() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setLevel(0);
      for (Map.Entry<String, byte[]> file : content.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
      }
    }
    return bytes.toByteArray();
  }

  private List<String> kept() throws IOException {
    try (Stream<Path> files = Files.walk(home)) {
      return files.filter(Files::isRegularFile).map(f -> home.relativize(f).toString()).toList();
    }
  }
}
