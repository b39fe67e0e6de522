package org.ganforge.examples.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.ganforge.Gan;
import org.ganforge.data.ImageDataset;
import org.ganforge.examples.console.Console;
import org.ganforge.examples.console.Json;
import org.ganforge.examples.option.FormsArgument;
import org.ganforge.examples.option.ReplicaOptions;
import org.ganforge.json.GanJson;
import org.ganforge.layer.TensorShape;
import org.ganforge.tf.Precision;
import org.ganforge.tf.ReplicaDevices;
import org.ganforge.tf.TensorFlowBackend;
import org.ganforge.tf.TensorFlowOptions;
import org.ganforge.train.Alternating;
import org.ganforge.train.DataPlan;
import org.ganforge.train.Schedule;
import org.ganforge.train.TrainingPlan;

/**
 * A way to run a training iteration, whose time is measured.
 *
 * @param gan the GAN, with fixed turns and all images
 * @param precision the precision of products
 * @param forms how convolutions are computed, as in {@code --forms}
 * @param threads how many processor cores
 * @param replicas how many virtual devices of the CPU share the cores and each batch; 1 for none
 */
record BenchForm(Gan gan, Precision precision, String forms, int threads, int replicas) {
  private static final int LEAST_IMAGES = 1024;
  private static final int MOST_BYTES = 1 << 30;

  /** Returns the form without replicas. */
  static BenchForm of(Gan gan, int batchSize, Precision precision, String forms, int threads) {
    return of(gan, batchSize, precision, forms, threads, 1);
  }

  /** Returns the form with the plan used in every measurement. */
  static BenchForm of(
      Gan gan, int batchSize, Precision precision, String forms, int threads, int replicas) {
    Schedule schedule =
        gan.plan().schedule() instanceof Alternating fixed ? fixed : Alternating.of();
    TrainingPlan plan = gan.plan().withSchedule(schedule).withBatchSize(batchSize);
    DataPlan data = DataPlan.of().withRange(gan.data().range());
    return new BenchForm(gan.withPlan(plan).withData(data), precision, forms, threads, replicas);
  }

  /** Returns the form with this many replicas. */
  BenchForm withReplicas(int replicas) {
    return new BenchForm(gan, precision, forms, threads, replicas);
  }

  /** Returns what another JVM needs to recreate this form. */
  ObjectNode toJson() {
    return settings().put("gan", GanJson.write(gan));
  }

  /** Returns the settings that distinguish it from others, for a report. */
  ObjectNode settings() {
    return Json.object()
        .put("model", gan.name())
        .put("precision", precisionName())
        .put("forms", forms)
        .put("batch_size", batchSize())
        .put("threads", threads)
        .put("replicas", replicas);
  }

  static BenchForm read(JsonNode json) {
    return new BenchForm(
        GanJson.read(json.get("gan").textValue()),
        Precision.valueOf(json.get("precision").textValue().toUpperCase(Locale.ROOT)),
        json.get("forms").textValue(),
        json.get("threads").intValue(),
        json.get("replicas").intValue());
  }

  TensorFlowBackend backend() {
    return backend(precision, forms, threads, replicas);
  }

  static TensorFlowBackend backend(Precision precision, String forms, int threads, int replicas) {
    TensorFlowOptions options = FormsArgument.apply(options(precision), forms);
    return TensorFlowBackend.of(
        ReplicaOptions.divide(
            replicas == 1 ? options : options.withReplicas(ReplicaDevices.cpu(replicas)), threads));
  }

  static TensorFlowOptions options(Precision precision) {
    return TensorFlowOptions.of().withPrecision(precision);
  }

  /** Returns random images for the discriminator, the same every time. */
  ImageDataset images() {
    TensorShape input = gan.generator().outputShape();
    TensorShape image = input.rank() == 3 ? input : TensorShape.of(input.size(), 1, 1);
    // At least one whole batch, for orders that take every image once; limited by array size.
    int count = Math.min(Math.max(LEAST_IMAGES, batchSize()), MOST_BYTES / image.size());
    byte[] pixels = new byte[count * image.size()];
    new SplittableRandom(0).nextBytes(pixels);
    ImageDataset images = ImageDataset.of("random", image, pixels);
    int classes = gan.classes();
    return classes == 0
        ? images
        : images.withLabels(IntStream.range(0, count).map(i -> i % classes).toArray(), List.of());
  }

  int batchSize() {
    return gan.plan().batchSize();
  }

  String precisionName() {
    return precision.toString();
  }

  @Override
  public String toString() {
    return gan.name()
        + ", "
        + precisionName()
        + (forms.equals(FormsArgument.TRIAL) ? "" : ", forms " + forms)
        + ", batch size "
        + batchSize()
        + ", "
        + Console.count(threads, "thread")
        + (replicas == 1 ? "" : ", " + replicas + " replicas");
  }
}
