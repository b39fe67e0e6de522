package org.ganforge.examples.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ganforge.examples.CommandRun;
import org.ganforge.examples.StartedCommand;
import org.ganforge.examples.serve.http.Refusal;
import org.ganforge.json.record.RunInfo;
import org.ganforge.observe.RunDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code serve}, without a browser. */
class ServeTest {
  @TempDir private Path folder = Path.of("");

  private static Map<String, String> files(Path folder) throws IOException {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        all.put(
            folder.relativize(file).toString(),
            Files.getLastModifiedTime(file)
                + (Files.isDirectory(file) ? "" : " " + Files.readAllBytes(file).length));
      }
    }
    return all;
  }

  @Test
  void showsRunsAndChangesNothingInThem() throws Exception {
    RecordedRun.in(folder.resolve("runs/00000-tiny"));
    RecordedRun.in(folder.resolve("runs/00001-tiny"));
    RecordedRun.in(folder.resolve("other/00001-tiny"));
    Map<String, String> before = files(folder);
    StartedCommand serve =
        StartedCommand.of("serve", folder.resolve("runs"), folder.resolve("other/00001-tiny"));
    URI server =
        URI.create(serve.await("page   (http://127\\.0\\.0\\.1:\\d+/) \\(Ctrl-C ends it\\)\\R"));
    assertThat(RawAnswer.get(server, "/api/runs").body())
        .isEqualTo(
            "{\"runs\":[{\"id\":\"00001-tiny\",\"live\":false},"
                + "{\"id\":\"00001-tiny-2\",\"live\":false},"
                + "{\"id\":\"00000-tiny\",\"live\":false}],\"left_out\":0}");
    assertThat(RawAnswer.get(server, "/api/runs/00001-tiny-2").body())
        .startsWith("{\"id\":\"00001-tiny-2\",\"live\":false,\"model\":\"tiny\",\"facts\":[[");
    assertThat(RawAnswer.get(server, "/api/runs/00000-tiny/pictures/samples-5").headers())
        .containsEntry("Content-Type", "image/png");
    try (Socket events = RawAnswer.open(server)) {
      RawAnswer.write(events, RawAnswer.request("GET", server, "/api/runs/00000-tiny/events"));
      RawAnswer.readUntil(events, "\"phase\":\"recorded\",\"iteration\":5,\"iterations\":20}");
      assertThat(RawAnswer.post(server, "/api/runs/00000-tiny/stop").status()).isEqualTo(403);
      serve.interrupt();
      events.getInputStream().readAllBytes(); // to the end of the stream
    }
    assertThat(serve.end().code()).isZero();
    assertThat(files(folder)).isEqualTo(before);
  }

  @Test
  void refusesAPlaceWithoutARun() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    Map.of(folder, "a directory without one", file, "a file", folder.resolve("no"), "nothing")
        .forEach(
            (place, found) ->
                assertThat(CommandRun.of("serve", place))
                    .isEqualTo(
                        new CommandRun(
                            2,
                            "",
                            "gan: "
                                + place
                                + ": expected the directory of a run, or a folder with runs but"
                                + " found "
                                + found
                                + "; give one that a training has made, such as runs\n")));
  }

  @Test
  void aRunThatBeginsLaterIsListed() {
    RecordedRun.in(folder.resolve("00000-tiny"));
    RunsOnDisk runs = RunsOnDisk.of(List.of(folder));
    RecordedRun.in(folder.resolve("00001-tiny"));
    assertThat(runs.all()).extracting(ServedRun::id).containsExactly("00001-tiny", "00000-tiny");
    RecordedRun.in(folder.resolve("00002-tiny"));
    assertThat(runs.find("00002-tiny").directory().path()).isEqualTo(folder.resolve("00002-tiny"));
  }

  /** The page lists the first 200. */
  @Test
  void runsNamedAreListedFirstThenThoseOfAllFoldersByTime() throws IOException {
    for (String run : List.of("a/00000-one", "a/00001-two", "b/00000-three", "named/00009-old")) {
      RecordedRun.in(folder.resolve(run));
    }
    began("b/00000-three", 2);
    began("a/00000-one", 3);
    began("a/00001-two", 1);
    began("named/00009-old", 0);
    Path named = folder.resolve("named/00009-old");
    RunsOnDisk runs =
        RunsOnDisk.of(
            List.of(folder.resolve("a"), folder.resolve("named"), folder.resolve("b"), named));
    assertThat(runs.all())
        .extracting(ServedRun::id)
        .containsExactly("00009-old", "00000-one", "00000-three", "00001-two");
    began("a/00001-two", 3);
    assertThat(runs.all())
        .extracting(ServedRun::id)
        .containsExactly("00009-old", "00001-two", "00000-one", "00000-three");
  }

  private void began(String run, int day) throws IOException {
    Files.setLastModifiedTime(
        folder.resolve(run).resolve("run.json"), FileTime.from(day, TimeUnit.DAYS));
  }

  /** An address on an open page must not begin to mean another run. */
  @Test
  void aRunKeepsItsIdWhenAnotherOfItsNameBegins() throws IOException {
    RecordedRun.in(folder.resolve("a/00001-other"));
    RecordedRun.in(folder.resolve("b/00000-tiny"));
    began("a/00001-other", 3);
    began("b/00000-tiny", 1);
    RunsOnDisk runs = RunsOnDisk.of(List.of(folder.resolve("a"), folder.resolve("b")));
    assertThat(runs.all()).extracting(ServedRun::id).containsExactly("00001-other", "00000-tiny");
    RecordedRun.in(folder.resolve("a/00000-tiny"));
    began("a/00000-tiny", 2);
    assertThat(runs.all())
        .extracting(ServedRun::id)
        .containsExactly("00001-other", "00000-tiny-2", "00000-tiny");
    assertThat(runs.find("00000-tiny").directory().path())
        .isEqualTo(folder.resolve("b/00000-tiny"));

    Files.delete(folder.resolve("b/00000-tiny/run.json"));
    assertThatThrownBy(() -> runs.find("00000-tiny"))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "run: expected one that is listed but found 00000-tiny; choose one from the list");
  }

  @Test
  void aRunIsCheckedAgainWhenItHasChanged() throws IOException {
    RunDirectory run = RecordedRun.in(folder.resolve("run")).directory();
    FileTime past = FileTime.fromMillis(1_000_000_000_000L);
    Files.setLastModifiedTime(run.path(), past);
    CheckedRuns runs = new CheckedRuns();
    RunInfo first = runs.run(run).info();
    assertThat(runs.run(run).info()).isSameAs(first);

    Path link = Files.createSymbolicLink(run.path().resolve("reals.png"), run.metrics());
    assertThatThrownBy(() -> runs.run(run))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith(link + ": expected a plain file or directory");
    Files.delete(link);
    run.write(first);
    assertThat(runs.run(run).info()).isNotSameAs(first).isEqualTo(first);
  }

  @Test
  void theListIsLimitedAndSaysHowManyAreLeftOut() {
    List<ServedRun> many =
        IntStream.range(0, 203)
            .mapToObj(i -> ServedRun.recorded("run-" + i, new RunDirectory(folder)))
            .toList();
    try (RunPage page = RunPage.of(() -> many, 0)) {
      assertThat(RawAnswer.get(page.address(), "/api/runs").body())
          .contains("{\"id\":\"run-199\",\"live\":false}],\"left_out\":3}");
    }
  }
}
