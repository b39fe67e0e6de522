package org.ganforge.tf.generate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ganforge.Gan;
import org.ganforge.KerasModel;
import org.ganforge.checkpoint.file.CheckpointFiles;
import org.ganforge.checkpoint.file.ExportFiles;
import org.ganforge.error.InvalidInputException;
import org.ganforge.export.ExportFormat;
import org.ganforge.internal.file.AtomicDirectory;
import org.ganforge.json.codec.RecordedSpec;
import org.ganforge.layer.FloatTensor;
import org.ganforge.regularization.MovingAverage;
import org.ganforge.tf.keras.KerasFile;
import org.ganforge.tf.session.GraphSession;
import org.ganforge.tf.session.Weights;
import org.tensorflow.exceptions.TensorFlowException;

/**
 * A generator's weights on disk: a checkpoint, whose variables are read by name; an export as a
 * SavedModel, which has the same names; or an export as a Keras file.
 *
 * @param gan the spec; for an export, without its moving average, since its weights already are the
 *     average
 */
record SavedGenerator(Path directory, Gan gan, boolean isExport) {
  /**
   * Returns the generator in a directory, after checking every byte of it.
   *
   * @throws InvalidInputException if there is none for this spec, or it is damaged
   */
  static SavedGenerator in(Path directory, Gan gan) {
    boolean isExport = ExportFiles.isExport(directory);
    if (isExport) {
      ExportFiles.verify(directory);
    } else {
      CheckpointFiles.verify(directory);
    }
    Gan saved = RecordedSpec.read(directory.resolve("gan.json"));
    if (!gan.generator().equals(saved.generator()) || gan.keras() != saved.keras()) {
      throw other(isExport, directory, gan, gan.keras() == saved.keras() ? "generator" : "keras");
    }
    if (isExport) {
      requireReadable(directory);
      return new SavedGenerator(directory, gan.withRegularization(), true);
    }
    if (hasAverage(gan) != hasAverage(saved)) {
      throw other(isExport, directory, gan, "regularization");
    }
    return new SavedGenerator(directory, gan, false);
  }

  /** ONNX files are only written. */
  private static void requireReadable(Path directory) {
    if (Arrays.stream(ExportFormat.values())
        .filter(format -> format != ExportFormat.ONNX)
        .noneMatch(format -> Files.exists(directory.resolve(format.fileName())))) {
      throw new InvalidInputException(
          "export " + directory,
          "a SavedModel or a Keras file",
          "neither",
          "load the run, or export it as savedmodel as well");
    }
  }

  private static boolean hasAverage(Gan gan) {
    return MovingAverage.among(gan.regularization()).isPresent();
  }

  private static InvalidInputException other(
      boolean isExport, Path directory, Gan gan, String part) {
    return new InvalidInputException(
        (isExport ? "export " : "checkpoint ") + directory,
        "the " + part + " of spec \"" + gan.name() + "\"",
        "another " + part,
        "open it with the spec in " + directory.resolve("gan.json"));
  }

  /** Sets the weights of a session. */
  void readInto(GraphSession<?> session) {
    Path model = directory.resolve(ExportFormat.SAVED_MODEL.fileName());
    try {
      if (!isExport) {
        session.restore(directory);
      } else if (Files.isDirectory(model)) {
        session.restore(model.resolve("variables"));
      } else {
        new Weights(session).set(named(KerasFile.read(kerasFile())));
      }
    } catch (TensorFlowException e) {
      String kind = isExport ? "export" : "checkpoint";
      throw new InvalidInputException(
          kind + " " + directory,
          "whole files",
          AtomicDirectory.reason(e),
          "use another " + kind + ", or copy this one again");
    }
  }

  private Path kerasFile() {
    Path keras = directory.resolve(ExportFormat.KERAS.fileName());
    return Files.exists(keras) ? keras : directory.resolve(ExportFormat.H5.fileName());
  }

  /** A Keras file may give its network another name. */
  private Map<String, FloatTensor> named(KerasModel model) {
    Map<String, FloatTensor> weights = new LinkedHashMap<>();
    model
        .weights()
        .forEach((name, value) -> weights.put(gan.generator().name() + "/" + name, value));
    KerasModel.of(gan.generator(), weights); // rejects the weights of another network
    return weights;
  }
}
