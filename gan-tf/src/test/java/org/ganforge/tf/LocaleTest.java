package org.ganforge.tf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.ganforge.Gan;
import org.ganforge.GanTrainer;
import org.ganforge.Sequential;
import org.ganforge.data.HandwrittenDigits;
import org.ganforge.data.ImageDataset;
import org.ganforge.export.Export;
import org.ganforge.export.ExportFormat;
import org.ganforge.export.NetworkRole;
import org.ganforge.json.GanJson;
import org.ganforge.layer.Activation;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.Conv2D;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.Padding;
import org.ganforge.layer.Reshape;
import org.ganforge.tf.bench.MatrixProduct;
import org.ganforge.train.TrainingEvent;
import org.ganforge.train.TrainingPlan;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The library in a JVM whose default locale uses other digits or other case rules: {@code
 * "sigmoid"} in upper case is {@code "SİGMOİD"} in Turkish.
 */
class LocaleTest {
  private static final Locale USUAL = Locale.getDefault();

  private static List<Object> expected = List.of();

  @TempDir private Path folder;

  @BeforeAll
  static void setTheRootLocale(@TempDir Path root) throws IOException {
    Locale.setDefault(Locale.ROOT);
    expected = results(root);
  }

  @AfterEach
  void restoreTheLocale() {
    Locale.setDefault(USUAL);
  }

  static Stream<Locale> locales() {
    return Stream.of("tr-TR", "ar-EG-u-nu-arab").map(Locale::forLanguageTag);
  }

  /** Returns a GAN with every activation function, and with two operations of the same name. */
  private static Gan gan() {
    Sequential.Builder generator = Sequential.builder("generator").input(3).add(Dense.of(4));
    for (ActivationFunction function : ActivationFunction.values()) {
      generator.add(Activation.of(function));
    }
    generator
        .add(Dense.of(28 * 28).withActivation(ActivationFunction.SIGMOID))
        .add(Reshape.of(28, 28, 1));
    Sequential discriminator =
        Sequential.builder("discriminator")
            .input(28, 28, 1)
            .add(Conv2D.of(2, 3).withStrides(4).withPadding(Padding.SAME))
            .add(Conv2D.of(2, 3))
            .add(Flatten.of())
            .add(Dense.of(1).withActivation(ActivationFunction.SIGMOID))
            .build();
    return Gan.of("locale", generator.build(), discriminator)
        .withPlan(TrainingPlan.of().withBatchSize(4).withIterations(2).withSeed(5));
  }

  /** Returns the results of training, checkpoints, exports and the tools around them. */
  private static List<Object> results(Path place) throws IOException {
    List<Object> results = new ArrayList<>();
    Gan gan = GanJson.read(GanJson.write(gan()));
    results.add(GanJson.write(gan));
    results.add(gan.toString());
    ImageDataset images = HandwrittenDigits.of(20, 0);
    TensorFlowBackend backend = new TensorFlowBackend();
    Path checkpoint = place.resolve("checkpoint");
    try (GanTrainer trainer = backend.open(gan, images)) {
      List<TrainingEvent> events = new ArrayList<>();
      trainer.train(events::add);
      results.addAll(events);
      trainer.save(checkpoint);
      trainer.export(
          Export.of(NetworkRole.values()).withFormats(ExportFormat.values()), place.resolve("out"));
    }
    try (GanTrainer trainer = backend.open(gan, images)) {
      trainer.restore(checkpoint);
      results.add(trainer.sample(2, 7));
    }
    try (Stream<Path> files = Files.walk(place)) {
      List<Path> all = files.sorted().toList();
      results.add(all.stream().map(place::relativize).toList());
      for (Path file : all) {
        if (file.toString().endsWith(".keras") || file.toString().endsWith(".h5")) {
          results.add(backend.readKeras(file).network());
        }
      }
    }
    results.add(backend.arithmetic(gan, images));
    try (MatrixProduct product = backend.matrixProduct(8)) {
      product.run();
    }
    return results;
  }

  @ParameterizedTest
  @MethodSource("locales")
  void nothingDependsOnTheDefaultLocale(Locale locale) throws IOException {
    Locale.setDefault(locale);
    assertThat(results(folder)).isEqualTo(expected);
  }
}
