package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ganforge.json.GanJson;
import org.ganforge.observe.RunDirectory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.Summary;

/**
 * The event files of a resumed run, read with TensorFlow's own message classes and TensorBoard's
 * own reader.
 */
class TensorBoardTest {
  @TempDir private static Path folder;
  private static Path run = Path.of("");

  @BeforeAll
  static void trainAndResume() {
    run = folder.resolve("run");
    Path spec = TinySpec.in(folder);
    CommandRun first =
        CommandRun.of("train", spec, "--run", run, "--steps", 4, "--threads", 1, "--grid-every", 2);
    assertThat(first.err()).isEmpty();
    CommandRun second =
        CommandRun.of(
            "resume", run, "--steps", 6, "--threads", 1, "--tensorboard", "--histograms-every", 3);
    assertThat(second.err()).isEmpty();
    CommandRun third = CommandRun.of("resume", run, "--steps", 8, "--threads", 1);
    assertThat(third.err()).isEmpty();
  }

  /** Returns all events in the order of the files, parsed by TensorFlow's own classes. */
  private static List<Event> events() throws IOException {
    List<Event> events = new ArrayList<>();
    try (Stream<Path> files = Files.list(run)) {
      for (Path file : files.filter(f -> f.toString().contains("tfevents")).sorted().toList()) {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
          int length = (int) bytes.getLong();
          bytes.getInt();
          events.add(Event.parseFrom(ByteString.copyFrom(bytes, length)));
          bytes.getInt();
        }
      }
    }
    return events;
  }

  private static Map<Long, Float> scalars(String tag) throws IOException {
    Map<Long, Float> scalars = new LinkedHashMap<>();
    for (Event event : events()) {
      for (Summary.Value value : event.getSummary().getValueList()) {
        if (value.getTag().equals(tag)) {
          assertThat(scalars.put(event.getStep(), value.getSimpleValue())).isNull();
        }
      }
    }
    return scalars;
  }

  @Test
  void hasTheNumbersOfTheMetricsInOrderAndOnce() throws IOException {
    JsonMapper mapper = JsonMapper.builder().build();
    Map<Long, Float> losses = new LinkedHashMap<>();
    Map<Long, Float> accuracies = new LinkedHashMap<>();
    for (String line : Files.readAllLines(run.resolve("metrics.jsonl"))) {
      JsonNode json = mapper.readTree(line);
      long iteration = json.get("iteration").longValue();
      losses.put(iteration, json.get("g_loss").floatValue());
      accuracies.put(iteration, json.get("d_accuracy").floatValue());
    }
    assertThat(losses).hasSize(8);
    assertThat(scalars("loss/g_loss")).containsExactlyEntriesOf(losses);
    assertThat(scalars("accuracy/d_accuracy")).containsExactlyEntriesOf(accuracies);
    assertThat(events().stream().filter(Event::hasSummary).map(Event::getStep)).isSorted();
  }

  @Test
  void hasThePicturesAndTheSpecAndHistograms() throws IOException {
    List<String> seen = new ArrayList<>();
    String last = "";
    for (Event event : events()) {
      for (Summary.Value value : event.getSummary().getValueList()) {
        if (value.hasImage()) {
          seen.add(event.getStep() + " image");
          assertThat(value.getImage().getEncodedImageString().toByteArray())
              .isEqualTo(Files.readAllBytes(new RunDirectory(run).fakes(event.getStep())));
          assertThat(value.getImage().getHeight()).isEqualTo(118);
          assertThat(value.getImage().getWidth()).isEqualTo(292);
        } else if (value.getTag().equals("spec")) {
          seen.add(event.getStep() + " spec");
          last = value.getTensor().getStringVal(0).toStringUtf8();
        } else if (value.getTag().endsWith("generator/dense/bias")) {
          seen.add(event.getStep() + " " + value.getTag());
          assertThat(value.getTensor().getTensorContent().size()).isEqualTo(30 * 3 * 8);
        }
      }
    }
    assertThat(seen)
        .contains(
            "0 image",
            "2 image",
            "4 image",
            "6 image",
            "8 image",
            "4 spec",
            "6 spec",
            "6 generator/dense/bias",
            "6 gradients/generator/dense/bias")
        .doesNotHaveDuplicates();
    assertThat(last)
        .isEqualTo("```json\n" + GanJson.write(new RunDirectory(run).info().gan()) + "```\n");
  }

  @Test
  void doesNotAffectTraining() {
    Path plain = folder.resolve("plain");
    CommandRun other =
        CommandRun.of(
            "train", folder.resolve("tiny.json"), "--run", plain, "--steps", 8, "--threads", 1);
    assertThat(other.err()).isEmpty();
    assertThat(run.resolve("metrics.jsonl")).hasSameBinaryContentAs(plain.resolve("metrics.jsonl"));
  }

  @Test
  void pythonsTensorBoardReadsEverythingBack() {
    try (Python python = Python.require()) {
      python.requireModule("tensorboard");
      assertThat(python.run("check_tensorboard.py", List.of(run)))
          .contains("8 steps of 6 scalars, 5 images, ok");
    }
  }
}
