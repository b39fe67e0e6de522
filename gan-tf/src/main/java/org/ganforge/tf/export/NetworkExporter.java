package org.ganforge.tf.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.ganforge.Gan;
import org.ganforge.KerasModel;
import org.ganforge.error.InvalidInputException;
import org.ganforge.export.Export;
import org.ganforge.export.ExportFormat;
import org.ganforge.json.GanJson;
import org.ganforge.layer.FloatTensor;
import org.ganforge.observe.NpyFile;
import org.ganforge.tf.keras.KerasFile;
import org.ganforge.tf.session.AtomicDirectory;
import org.ganforge.tf.session.SessionSettings;

/**
 * Writes one network into a directory of its own, loads it again and compares, and only then puts
 * the directory in its place.
 */
public final class NetworkExporter {
  /** Another order of the same sums; float32 has about seven digits. */
  private static final double TOLERANCE = 1e-5;

  private final Gan gan;
  private final Export export;
  private final ExportedInterface network;
  private final KerasModel model;
  private final long iteration;
  private final SessionSettings settings;

  /**
   * Makes an exporter.
   *
   * @param weights those of the whole GAN, by their names
   * @param iteration how long they were trained, for the record
   */
  public NetworkExporter(
      Gan gan,
      Export export,
      Map<String, FloatTensor> weights,
      long iteration,
      SessionSettings settings) {
    this.gan = gan;
    this.export = export;
    this.network = ExportedInterface.of(gan, export.network());
    this.model = KerasModel.of(network.network(), weights);
    this.iteration = iteration;
    this.settings = settings;
  }

  /**
   * Writes a new directory, whole or not at all.
   *
   * @param input an example batch
   * @param output what the live network makes of it
   * @throws InvalidInputException if the directory exists or cannot be written
   */
  public void write(Path directory, FloatTensor input, FloatTensor output) {
    model.weights().forEach(NetworkExporter::checkFinite);
    AtomicDirectory.writeNew("export", directory, side -> fill(side, input, output));
  }

  private static void checkFinite(String name, FloatTensor value) {
    for (float number : value.toArray()) {
      if (!Float.isFinite(number)) {
        throw new InvalidInputException(
            "weight " + name,
            "finite numbers",
            Float.toString(number),
            "use weights from before the training diverged");
      }
    }
  }

  private void fill(Path side, FloatTensor input, FloatTensor output) throws IOException {
    for (ExportFormat format : export.formats()) {
      Path file = side.resolve(format.fileName());
      compare(format, write(format, file, input), output);
    }
    Path check = Files.createDirectories(side.resolve("check"));
    NpyFile.write(check.resolve("input.npy"), input);
    NpyFile.write(check.resolve("output.npy"), output);
    Files.writeString(side.resolve("gan.json"), GanJson.write(gan));
    for (Map.Entry<String, String> file : export.files().entrySet()) {
      Files.writeString(side.resolve(file.getKey()), file.getValue());
    }
    new ExportTexts(gan, export, network, iteration).writeTo(side);
  }

  /** Writes a form, loads it again and returns what it makes of the batch. */
  private FloatTensor write(ExportFormat format, Path file, FloatTensor input) throws IOException {
    switch (format) {
      case SAVED_MODEL -> {
        SavedModelFolder folder = new SavedModelFolder(network, gan.keras());
        folder.write(model, settings, file);
        return folder.call(file, input);
      }
      case KERAS -> KerasFile.writeKeras(model, file);
      case H5 -> KerasFile.writeH5(model, file);
    }
    return new ServingNetwork(KerasFile.read(file), gan.keras(), settings).call(input);
  }

  private void compare(ExportFormat format, FloatTensor loaded, FloatTensor live) {
    if (!loaded.shape().equals(live.shape())) {
      throw new IllegalStateException(
          "export of the "
              + export.network()
              + " as "
              + format
              + ": expected an output of shape "
              + live.shape()
              + " from what was written but found "
              + loaded.shape()
              + "; nothing was kept");
    }
    for (int i = 0; i < live.shape().size(); i++) {
      double allowed = TOLERANCE * (1 + Math.abs(live.get(i)));
      double difference = Math.abs(loaded.get(i) - live.get(i));
      // Written so that a difference that is no number is one, too.
      if (!(difference <= allowed)) {
        throw new IllegalStateException(
            "export of the "
                + export.network()
                + " as "
                + format
                + ": expected the live network's output "
                + live.get(i)
                + " from what was written but found "
                + loaded.get(i)
                + "; nothing was kept");
      }
    }
  }
}
