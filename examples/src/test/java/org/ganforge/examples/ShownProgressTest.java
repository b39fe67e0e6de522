package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ganforge.examples.option.MetricsJson;
import org.ganforge.train.BatchMetrics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShownProgressTest {
  @TempDir private Path folder;

  private CommandRun train(String... options) {
    List<Object> words = new ArrayList<>(List.of("train", TinySpec.in(folder)));
    words.addAll(List.of("--run", folder.resolve("run"), "--steps", 5));
    words.addAll(List.of(options));
    return CommandRun.of(words.toArray());
  }

  private static List<JsonNode> lines(String text) throws IOException {
    JsonMapper mapper = JsonMapper.builder().build();
    List<JsonNode> lines = new ArrayList<>();
    for (String line : text.lines().toList()) {
      lines.add(mapper.readTree(line));
    }
    return lines;
  }

  private static List<String> keys(JsonNode json) {
    return json.properties().stream().map(field -> field.getKey()).toList();
  }

  @Test
  void printsOneJsonObjectPerLine() throws IOException {
    CommandRun result = train("--json-lines");
    assertThat(result.err()).isEmpty();
    List<JsonNode> lines = lines(result.out());

    JsonNode first = lines.get(0);
    assertThat(keys(first))
        .containsExactly(
            "event", "iteration", "run", "model", "iterations", "batch_size", "images");
    assertThat(first.get("event").textValue()).isEqualTo("begun");
    assertThat(first.get("images").intValue()).isEqualTo(200);
    JsonNode progress = lines.get(lines.size() - 2);
    assertThat(keys(progress))
        .containsExactly(
            "event",
            "iteration",
            "iterations",
            "epoch",
            "d_loss",
            "d_accuracy",
            "g_loss",
            "g_accuracy",
            "images_per_second",
            "seconds_left");
    assertThat(progress.get("iteration").intValue()).isEqualTo(5);
    assertThat(progress.get("epoch").intValue()).isEqualTo(1);
    JsonNode done = lines.get(lines.size() - 1);
    assertThat(done.get("event").textValue()).isEqualTo("done");
    assertThat(done.get("iteration").intValue()).isEqualTo(5);
    assertThat(done.get("report").textValue())
        .isEqualTo(folder.resolve("run/report.html").toString());
  }

  /** {@code done} has the metrics of the last iteration. */
  @Test
  void jsonShowsTheProbabilityOfAugmentation() throws IOException {
    String augmented = "regularization=[{\"type\":\"diff_augment\",\"adaptive\":{\"start\":0.5}}]";
    List<JsonNode> lines = lines(train("--json-lines", "--set", augmented).out());
    for (JsonNode line : lines.subList(lines.size() - 2, lines.size())) {
      assertThat(line.get("d_augmentation").doubleValue()).isBetween(0.49, 0.51);
      assertThat(line.has("g_augmentation")).isFalse();
    }
  }

  @Test
  void jsonShowsTheMetricsOfAnAuxiliaryClassifier() {
    ObjectNode json = JsonMapper.builder().build().createObjectNode();
    BatchMetrics.Classes classes = new BatchMetrics.Classes(1.5, 0.25);
    MetricsJson.put(json, "d_", new BatchMetrics(Double.NaN, 0.5, classes, null));
    assertThat(json.toString())
        .isEqualTo(
            "{\"d_loss\":\"NaN\",\"d_accuracy\":0.5,\"d_class_loss\":1.5,\"d_class_accuracy\":0.25}");
  }

  @Test
  void withAReportInJsonTheLinesGoToTheErrorStream() throws IOException {
    CommandRun result = train("--json-lines", "--json");
    assertThat(lines(result.err()).get(0).get("event").textValue()).isEqualTo("begun");
    JsonNode report = JsonMapper.builder().build().readTree(result.out());
    assertThat(report.get("iteration").intValue()).isEqualTo(5);
  }

  @Test
  void quietShowsOnlyTheReport() {
    CommandRun result = train("--quiet");
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).startsWith("\ndone: 5 iterations in ");
  }

  @Test
  void progressLinesHaveTheEpoch() {
    assertThat(train().out()).contains("\niteration 5/5  epoch 1/1  d_loss ");
  }

  @Test
  void quietJsonLinesAreRefused() {
    assertThat(train("--quiet", "--json-lines").err())
        .isEqualTo(
            "gan: --quiet: expected it alone but found --json-lines as well; give one of the"
                + " two\n");
  }
}
