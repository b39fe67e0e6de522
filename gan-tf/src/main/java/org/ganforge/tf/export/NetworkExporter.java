package org.ganforge.tf.export;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ganforge.KerasModel;
import org.ganforge.error.InvalidInputException;
import org.ganforge.export.Export;
import org.ganforge.export.ExportFormat;
import org.ganforge.export.NetworkRole;
import org.ganforge.internal.Digest;
import org.ganforge.json.codec.ExportInfo;
import org.ganforge.json.codec.ExportJson;
import org.ganforge.json.codec.RecordedSpec;
import org.ganforge.json.record.RunInfo;
import org.ganforge.layer.FloatTensor;
import org.ganforge.observe.NpyFile;
import org.ganforge.tf.keras.KerasFile;
import org.ganforge.tf.onnx.OnnxModel;
import org.ganforge.tf.session.GraphSession;

/**
 * Writes one network into a directory, loads it again, except from ONNX, and compares the outputs.
 */
final class NetworkExporter {
  /** Allows for sums in a different order; float32 has about seven digits. */
  private static final double TOLERANCE = 1e-5;

  private final GanExporter all;
  private final NetworkRole role;
  private final ExportedInterface network;
  private final KerasModel model;
  private final Example example;

  NetworkExporter(GanExporter all, NetworkRole role, Example example) {
    this.all = all;
    this.role = role;
    this.network = ExportedInterface.of(all.gan(), role);
    this.model = KerasModel.of(network.network(), all.weights());
    this.example = example;
    model.weights().forEach(NetworkExporter::checkFinite);
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

  /** Writes into an existing, empty directory. */
  void write(Path side) throws IOException {
    Export export = all.export();
    for (ExportFormat format : export.formats()) {
      Path file = side.resolve(format.fileName());
      List<FloatTensor> loaded = write(format, file, example.inputs());
      for (int i = 0; i < loaded.size(); i++) {
        compare(format, loaded.get(i), example.outputs().get(i));
      }
    }
    Path check = Files.createDirectories(side.resolve("check"));
    for (int i = 0; i < network.inputs().size(); i++) {
      NpyFile.write(check.resolve(network.checkFile(i)), example.inputs().get(i));
    }
    for (int i = 0; i < network.outputs().size(); i++) {
      NpyFile.write(check.resolve(network.outputFile(i)), example.outputs().get(i));
    }
    Files.writeString(side.resolve("gan.json"), RecordedSpec.write(all.gan()));
    for (Map.Entry<String, String> file : export.files().entrySet()) {
      Files.writeString(side.resolve(file.getKey()), file.getValue());
    }
    new ExportTexts(all.gan(), export, role, network, all.iteration()).writeTo(side);
    Files.writeString(side.resolve("export.json"), ExportJson.write(info(digests(side))));
  }

  private ExportInfo info(SortedMap<String, String> files) {
    return new ExportInfo(
        all.gan().name(),
        all.export().run(),
        all.iteration(),
        role,
        all.export().formats(),
        RunInfo.Versions.here(GraphSession.version()),
        Instant.now(),
        files);
  }

  private static SortedMap<String, String> digests(Path directory) throws IOException {
    SortedMap<String, String> digests = new TreeMap<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = directory.relativize(file).toString().replace(File.separatorChar, '/');
        digests.put(name, Digest.SHA_256.of(file));
      }
    }
    return digests;
  }

  /**
   * Writes a format, loads it again and returns its outputs for the batch; none for ONNX, since
   * TensorFlow cannot run it.
   */
  private List<FloatTensor> write(ExportFormat format, Path file, List<FloatTensor> inputs)
      throws IOException {
    switch (format) {
      case SAVED_MODEL -> {
        SavedModelFolder folder = new SavedModelFolder(network, all.gan().keras());
        folder.write(model, all.settings(), file);
        return folder.call(file, all.settings(), inputs);
      }
      case KERAS -> KerasFile.writeKeras(model, file);
      case H5 -> KerasFile.writeH5(model, file);
      case ONNX -> {
        String version = RunInfo.Versions.here(GraphSession.version()).ganforge();
        OnnxModel.write(model, network.inputs(), network.outputs(), version, file);
        return List.of();
      }
    }
    return new ServingNetwork(KerasFile.read(file), all.gan().keras(), all.settings()).call(inputs);
  }

  private void compare(ExportFormat format, FloatTensor loaded, FloatTensor live) {
    if (!loaded.shape().equals(live.shape())) {
      throw new IllegalStateException(
          "export of the "
              + role
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
      // Negated so that NaN counts as a difference.
      if (!(difference <= allowed)) {
        throw new IllegalStateException(
            "export of the "
                + role
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
