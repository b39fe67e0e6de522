package org.ganforge.observe;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ganforge.Gan;
import org.ganforge.json.GanJson;
import org.ganforge.layer.FloatTensor;
import org.ganforge.observe.tfevents.SummaryValue;
import org.ganforge.train.Measure;
import org.ganforge.train.TrainingEvent;

/**
 * The tags under which TensorBoard displays values. The part before the slash is a section of its
 * page.
 */
final class TensorBoardTags {
  /** What the tags of histograms of weights begin with. */
  static final String WEIGHTS = "";

  /** What the tags of histograms of gradients begin with. */
  static final String GRADIENTS = "gradients/";

  private TensorBoardTags() {}

  /** Returns whether a field of {@code metrics.jsonl} is displayed; the iteration is the step. */
  static boolean isMetric(String field) {
    return !field.equals(MetricsLine.ITERATION);
  }

  /** Returns a number of {@code metrics.jsonl}: {@code d_val_loss} is {@code loss/d_val_loss}. */
  static SummaryValue metric(String field, double value) {
    return SummaryValue.scalar(field.substring(field.lastIndexOf('_') + 1) + "/" + field, value);
  }

  /** Returns all numbers of an iteration's line in {@code metrics.jsonl}. */
  static List<SummaryValue> metrics(TrainingEvent.IterationDone done) {
    List<SummaryValue> values = new ArrayList<>();
    MetricsReader.fields(
        MetricsLine.of(done),
        (iteration, field, value) -> {
          if (isMetric(field)) {
            values.add(metric(field, value));
          }
        });
    return values;
  }

  static SummaryValue measure(Measure measure, double value) {
    return SummaryValue.scalar("measure/" + measure.label(), value);
  }

  static SummaryValue speed(double imagesPerSecond) {
    return SummaryValue.scalar("speed/images_per_second", imagesPerSecond);
  }

  static SummaryValue samples(byte[] png) {
    return SummaryValue.image("images/samples", png);
  }

  static SummaryValue scores(BufferedImage picture) {
    return SummaryValue.image("images/scores", PngFile.bytes(picture));
  }

  static List<SummaryValue> histograms(String section, Map<String, FloatTensor> numbers) {
    return numbers.entrySet().stream()
        .map(weight -> SummaryValue.histogram(section + weight.getKey(), weight.getValue()))
        .toList();
  }

  /** Returns the spec as a code block, which Markdown leaves unchanged. */
  static SummaryValue spec(Gan gan) {
    return SummaryValue.text("spec", "```json\n" + GanJson.write(gan) + "```\n");
  }
}
