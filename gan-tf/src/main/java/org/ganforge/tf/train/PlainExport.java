package org.ganforge.tf.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ganforge.Batch;
import org.ganforge.Gan;
import org.ganforge.error.InvalidInputException;
import org.ganforge.export.Export;
import org.ganforge.export.NetworkRole;
import org.ganforge.internal.Copy;
import org.ganforge.layer.FloatTensor;
import org.ganforge.tf.export.Example;
import org.ganforge.tf.export.GanExporter;
import org.ganforge.tf.form.FormSelection;
import org.ganforge.tf.graph.InputOrder;
import org.ganforge.tf.session.SessionSettings;

/**
 * An export, compared with networks that compute in the same way: with TensorFlow's own operations
 * in float32, whatever forms the training used.
 *
 * @param settings in float32
 */
record PlainExport(
    Gan gan, SessionSettings settings, Map<String, FloatTensor> weights, long iterations) {
  private static final int EXAMPLES = 8;

  /**
   * Writes the export.
   *
   * @throws InvalidInputException if it cannot be written, or TensorFlow's own operations compute
   *     these networks incorrectly on this processor
   */
  void write(Export export, Path directory) {
    // These weights are already in the form that networks use, so no regularization applies any
    // more.
    Gan asItIs = Copy.with(gan, "regularization", List.of());
    try (TensorFlowTrainer plain = open(asItIs, settings)) {
      plain.setWeights(weights);
      write(export, directory, plain);
    }
  }

  /**
   * Writes the export, compared with a trainer of these weights that computes in the same way.
   *
   * @throws InvalidInputException if it cannot be written
   */
  void write(Export export, Path directory, TensorFlowTrainer plain) {
    FloatTensor noise = plain.noise(EXAMPLES, 0);
    FloatTensor labels = gan.classes() == 0 ? null : plain.labels(EXAMPLES);
    FloatTensor images = plain.generate(noise);
    List<FloatTensor> judged = new ArrayList<>();
    judged.add(plain.score(new Batch(images, labels)));
    if (gan.hasAuxiliary()) {
      judged.add(plain.classes(images));
    }
    Map<NetworkRole, Example> examples =
        Map.of(
            NetworkRole.GENERATOR,
            new Example(InputOrder.of(gan.generator(), noise, labels), List.of(images)),
            NetworkRole.DISCRIMINATOR,
            new Example(InputOrder.of(gan.discriminator(), images, labels), judged));
    new GanExporter(gan, export, weights, iterations, settings).write(directory, examples);
  }

  /** Opens networks that compute like their export and will not be trained. */
  static TensorFlowTrainer open(Gan gan, SessionSettings settings) {
    try {
      return TensorFlowTrainer.open(gan, null, FormSelection.plain().withoutGradients(), settings);
    } catch (InvalidInputException e) {
      if (!e.where().startsWith("form of ")) {
        throw e;
      }
      throw new InvalidInputException(
          "export of " + gan.name(),
          "TensorFlow's own operations, which an export consists of, to be right on this processor",
          "a wrong " + e.where(),
          "set TF_ENABLE_ONEDNN_OPTS=0 in the environment and export again");
    }
  }
}
