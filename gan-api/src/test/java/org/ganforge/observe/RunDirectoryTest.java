package org.ganforge.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.ganforge.Gan;
import org.ganforge.Sequential;
import org.ganforge.data.Appearance;
import org.ganforge.data.ValueRange;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.record.RunInfo;
import org.ganforge.layer.Dense;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.ganforge.train.TrainingEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {
  @TempDir Path dir;

  @Test
  void refusesARunThatContainsALink() throws IOException {
    Files.createFile(dir.resolve("run.json"));
    Path checkpoint = Files.createDirectories(dir.resolve("checkpoints").resolve("step-4"));
    RunDirectory.open(dir);
    for (Path link :
        List.of(
            dir.resolve("metrics.jsonl"),
            dir.resolve("export"),
            dir.resolve("checkpoints").resolve("best.json"),
            checkpoint.resolve("variables.index"))) {
      Files.createSymbolicLink(link, dir.resolveSibling("elsewhere"));
      assertThatThrownBy(() -> RunDirectory.open(dir))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              link
                  + ": expected a plain file or directory but found a symbolic link; remove it, or"
                  + " put what it stands for in its place");
      Files.delete(link);
    }
  }

  @Test
  void saysWhatIsWrongWithItsRecord() throws IOException {
    Path json = dir.resolve("run.json");
    RunDirectory run = new RunDirectory(dir);
    Files.write(json, "{}".getBytes(StandardCharsets.UTF_16));
    assertThatThrownBy(run::info)
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(json + ": expected UTF-8 text but found UTF-16 text; save it as UTF-8");
    Files.write(json, "{}".getBytes(StandardCharsets.UTF_16LE));
    assertThatThrownBy(run::info)
        .hasMessage(json + ": expected UTF-8 text but found UTF-16 text; save it as UTF-8");
    Files.write(json, new byte[] {'{', '"', (byte) 0xff, '"'});
    assertThatThrownBy(run::info)
        .hasMessage(json + ": expected UTF-8 text but found other bytes; save it as UTF-8");
    try (RandomAccessFile huge = new RandomAccessFile(json.toFile(), "rw")) {
      huge.setLength(3L << 30);
    }
    assertThatThrownBy(run::info)
        .hasMessage(
            json
                + " $: expected a spec of at most 1048576 characters but found more; a spec holds"
                + " no weights and no images");
  }

  @Test
  void opensOnlyARun() throws IOException {
    String wayOut = "; give a directory that a training has made, such as runs/00000-mnist-dcgan";
    String expected = ": expected a directory with a run.json but found ";
    Path missing = dir.resolve("missing");
    assertThatThrownBy(() -> RunDirectory.open(missing))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("run directory " + missing + expected + "nothing" + wayOut);
    Path file = Files.createFile(dir.resolve("file"));
    assertThatThrownBy(() -> RunDirectory.open(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("run directory " + file + expected + "a file" + wayOut);
    assertThatThrownBy(() -> RunDirectory.open(dir))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("run directory " + dir + expected + "a directory without one" + wayOut);
  }

  @Test
  void knowsItsFiles() {
    RunDirectory run = new RunDirectory(dir);
    assertThat(
            Stream.of(
                    run.runJson(),
                    run.metrics(),
                    run.reals(),
                    run.fakes(500),
                    run.progressGif(),
                    run.curves(),
                    run.checkpoints(),
                    run.export())
                .map(file -> dir.relativize(file).toString()))
        .containsExactly(
            "run.json",
            "metrics.jsonl",
            "reals.png",
            "fakes-000500.png",
            "progress.gif",
            "curves.png",
            "checkpoints",
            "export");
    assertThat(run).hasToString(dir.toString());
  }

  @Test
  void deletesHalfWrittenFilesOfKilledTraining() throws IOException {
    RunDirectory run = new RunDirectory(dir);
    for (String name : List.of(".fakes-000500.png.1-2.part", ".run.json.1-2.part")) {
      Files.createFile(dir.resolve(name));
    }
    for (String name : List.of(".samples.png.1-2.part", ".lock", "fakes-000500.png")) {
      Files.createFile(dir.resolve(name));
    }
    run.sweep();
    assertThat(dir.toFile().list())
        .containsExactlyInAnyOrder(".samples.png.1-2.part", ".lock", "fakes-000500.png");
  }

  @Test
  void readsBackTheRunsInfo() {
    RunDirectory run = RunDirectory.create(dir, "small");
    RunInfo info = info();
    run.write(info);
    assertThat(RunDirectory.open(run.path()).info()).isEqualTo(info);
  }

  @Test
  void namesTheFileWhenAPartOfItIsWrong() throws IOException {
    RunDirectory run = RunDirectory.create(dir, "small");
    run.write(info());
    Files.writeString(
        run.runJson(), Files.readString(run.runJson()).replace("\"count\": 9", "\"count\": \"9\""));
    assertThatThrownBy(run::info)
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            run.runJson()
                + " $.images.count: expected a whole number but found \"9\"; write it without"
                + " quotes");
  }

  @Test
  void recordsATrainingWithOneListener() throws IOException {
    RunDirectory run = RunDirectory.create(dir, "small");
    try (RunRecorder recorder = run.recorder()) {
      recorder.on(Events.started(0, 1));
      recorder.on(Events.done(1));
      recorder.on(
          new TrainingEvent.Samples(
              1,
              FloatTensor.of(TensorShape.of(1, 1), 0.5f),
              Appearance.of(ValueRange.ZERO_TO_ONE)));
      recorder.on(Events.finished(1));
    }
    assertThat(run.path().toFile().list())
        .containsExactlyInAnyOrder(
            ".lock", "metrics.jsonl", "fakes-000001.png", "progress.gif", "curves.png");
    assertThat(Files.readAllLines(run.metrics())).hasSize(1);
  }

  private static RunInfo info() {
    Sequential generator = Sequential.builder("generator").input(2).add(Dense.of(4)).build();
    Sequential discriminator =
        Sequential.builder("discriminator").input(4).add(Dense.of(1)).build();
    return new RunInfo(
        Gan.of("small", generator, discriminator),
        RunInfo.Images.of("digits", 9, "ab".repeat(32)),
        new RunInfo.Versions("0.1.0", "17", "Linux", "none"),
        List.of("./gan", "train", "small"),
        Instant.parse("2025-01-31T12:00:00Z"),
        null,
        List.of(),
        false);
  }
}
