package org.ganforge.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ganforge.data.IdxKind.IMAGES;
import static org.ganforge.data.IdxKind.LABELS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.ganforge.data.PublishedFile.Digested;
import org.ganforge.error.InvalidInputException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirrorsTest {
  private static final String FILE = "train-labels-idx1-ubyte.gz";
  private static final byte[] WHOLE = IdxBytes.gzip(IdxBytes.labels(1000));
  private static final PublishedFile PUBLISHED =
      new PublishedFile(
          Split.TRAIN,
          LABELS,
          "train-labels-idx1-ubyte",
          Digested.CONTENT,
          IdxBytes.sha256(IdxBytes.labels(1000)));
  private static final String WAYS_OUT =
      "; give a folder that holds train-images-idx3-ubyte.gz and train-labels-idx1-ubyte.gz"
          + " by withDirectory(DIR), or use the built-in data set \"digits\"";

  @TempDir private Path home;
  private MirrorServer server;
  private final List<String> progress = new ArrayList<>();

  @BeforeEach
  void startTheServer() throws IOException {
    server = new MirrorServer();
    server.serve("good/" + FILE, WHOLE);
  }

  @AfterEach
  void stopTheServer() {
    server.close();
  }

  @Test
  void keepsACompleteFileAsSent() throws IOException {
    IdxFile labels = fetch("good");

    assertThat(labels.body()).isEqualTo(IdxBytes.ascending(1000));
    assertThat(cached()).containsExactly(FILE);
    assertThat(home.resolve("tiny").resolve(FILE)).hasBinaryContent(WHOLE);
  }

  @Test
  void followsARedirect() throws IOException {
    server.redirect("moved/" + FILE, server.mirror("good").resolve(FILE));
    assertThat(fetch("moved").count()).isEqualTo(1000);
  }

  @Test
  void reportsProgress() {
    fetch("good");
    assertThat(progress).last().isEqualTo(FILE + " " + WHOLE.length + "/" + WHOLE.length);
  }

  @Test
  void triesTheNextMirrorAfterAMissingFile() throws IOException {
    assertThat(fetch("absent", "good").count()).isEqualTo(1000);
    assertThat(server.requests()).containsExactly("/absent/" + FILE, "/good/" + FILE);
    assertThat(cached()).containsExactly(FILE);
  }

  @Test
  void triesTheNextMirrorAfterAWebPage() throws IOException {
    server.serve("page/" + FILE, IdxBytes.WEB_PAGE);
    assertThat(fetch("page", "good").count()).isEqualTo(1000);
    assertThat(home.resolve("tiny").resolve(FILE)).hasBinaryContent(WHOLE);
  }

  @Test
  void triesTheNextMirrorAfterATruncatedFile() throws IOException {
    server.serveHalf("half/" + FILE, WHOLE);
    assertThat(fetch("half", "good").count()).isEqualTo(1000);
    assertThat(home.resolve("tiny").resolve(FILE)).hasBinaryContent(WHOLE);
  }

  @Test
  void triesTheNextMirrorAfterOneThatStalls() {
    server.stall("slow/" + FILE);
    assertThat(fetch("slow", "good").count()).isEqualTo(1000);
  }

  @Test
  void triesTheNextMirrorAfterOneThatDoesNotListen() throws IOException {
    URI gone;
    try (MirrorServer other = new MirrorServer()) {
      gone = other.mirror("gone");
    }
    assertThat(fetch(new DatasetCache(home), List.of(gone, server.mirror("good"))).count())
        .isEqualTo(1000);
  }

  @Test
  void saysInOneLineWhyEveryMirrorFailed() throws IOException {
    byte[] others = IdxBytes.labels(7);
    server.serve("page/" + FILE, IdxBytes.WEB_PAGE);
    server.serve("other/" + FILE, others);
    server.serve("short/" + FILE, IdxBytes.gzip(Arrays.copyOf(others, 12)));
    server.serve("huge/" + FILE, new byte[5000]);
    server.stall("slow/" + FILE);

    assertThatThrownBy(() -> fetch("absent", "page", "other", "short", "huge", "slow"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            "data set tiny: no mirror provided train-labels-idx1-ubyte.gz ("
                + source("absent")
                + ": HTTP status 404 | "
                + source("page")
                + ": expected IDX labels with magic number 0x00000801 but found a web page;"
                + " download the file itself, not a page about it | "
                + source("other")
                + ": expected SHA-256 "
                + PUBLISHED.sha256()
                + " but found "
                + IdxBytes.sha256(others)
                + "; download the file again | "
                + source("short")
                + ": expected 15 bytes, a header and 7, but found 12 bytes;"
                + " download or copy the file again | "
                + source("huge")
                + ": more than 4096 bytes | "
                + source("slow")
                + ": no byte for 1 seconds)"
                + WAYS_OUT);
    assertThat(cached()).isEmpty();
  }

  @Test
  void leavesAnOlderFileUnchangedIfEveryMirrorFails() throws IOException {
    Path old = Files.createDirectories(home.resolve("tiny")).resolve(FILE);
    Files.writeString(old, "old");
    server.serveHalf("half/" + FILE, WHOLE);

    assertThatThrownBy(() -> fetch("half")).isInstanceOf(UncheckedIOException.class);

    assertThat(cached()).containsExactly(FILE);
    assertThat(old).hasContent("old");
  }

  @Test
  void asksNoMirrorIfTheCacheCannotBeWritten() throws IOException {
    Files.writeString(home.resolve("tiny"), "a file where the folder should be");

    assertThatThrownBy(() -> fetch("good"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "cache "
                + home
                + ": expected a folder that can be written, with room for the files, but found"
                + " FileAlreadyExistsException; free some space or set GANFORGE_HOME to another"
                + " folder, or "
                + WAYS_OUT.substring(2));
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void asksNoFurtherMirrorIfTheDiskIsFull() throws IOException {
    FullDisk.assumed();

    assertThatThrownBy(() -> fetch(new FullDisk(home, FILE), "good", "further"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "cache "
                + home
                + ": expected a folder that can be written, with room for the files, but found"
                + " No space left on device; free some space or set GANFORGE_HOME to another"
                + " folder, or "
                + WAYS_OUT.substring(2));
    // Java retries once if a connection has been closed in the meantime.
    assertThat(server.requests()).containsOnly("/good/" + FILE);
    assertThat(cached()).isEmpty();
  }

  @Test
  void stopsWhenInterruptedAndAsksNoFurtherMirror() throws IOException {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> fetch("good", "good"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("data set tiny: download interrupted");

    assertThat(Thread.interrupted()).isTrue();
    assertThat(cached()).isEmpty();
  }

  private IdxFile fetch(String... mirrors) {
    return fetch(new DatasetCache(home), mirrors);
  }

  private IdxFile fetch(DatasetCache cache, String... mirrors) {
    return fetch(cache, Arrays.stream(mirrors).map(server::mirror).toList());
  }

  private IdxFile fetch(DatasetCache cache, List<URI> mirrors) {
    PublishedFile images =
        new PublishedFile(
            Split.TRAIN, IMAGES, "train-images-idx3-ubyte", Digested.CONTENT, "unused");
    CatalogueEntry entry =
        CatalogueEntry.of("tiny", List.of(), mirrors, 0, List.of(images, PUBLISHED));
    Download download = new Download(this::note, MirrorsTest::patience);
    return new Mirrors(cache, download, 4096).fetch(entry, PUBLISHED);
  }

  /** Only the stalling mirror has a short timeout. */
  private static Duration patience(URI source) {
    return source.getPath().startsWith("/slow/") ? Duration.ofSeconds(1) : Duration.ofMinutes(20);
  }

  private void note(URI source, long received, long total) {
    progress.add(Path.of(source.getPath()).getFileName() + " " + received + "/" + total);
  }

  private String source(String mirror) {
    return server.mirror(mirror).resolve(FILE).toString();
  }

  private List<String> cached() throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("tiny"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
