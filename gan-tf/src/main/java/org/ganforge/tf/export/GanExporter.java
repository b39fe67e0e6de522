package org.ganforge.tf.export;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ganforge.Gan;
import org.ganforge.error.InvalidInputException;
import org.ganforge.export.Export;
import org.ganforge.export.NetworkRole;
import org.ganforge.internal.file.AtomicDirectory;
import org.ganforge.layer.FloatTensor;
import org.ganforge.tf.session.SessionSettings;
import org.tensorflow.exceptions.TensorFlowException;

/**
 * Writes each network into its own directory, loads it again and compares, and only then moves the
 * directories into place.
 *
 * @param weights the weights of the whole GAN, by name
 * @param iteration how many iterations they were trained, for the record
 */
public record GanExporter(
    Gan gan,
    Export export,
    Map<String, FloatTensor> weights,
    long iteration,
    SessionSettings settings) {

  /**
   * Writes a new directory for each network: either all of them, whole, or none.
   *
   * @param directory the parent of the new directories
   * @param examples the example that each network is compared with
   * @throws InvalidInputException if one of them exists or cannot be written
   */
  public void write(Path directory, Map<NetworkRole, Example> examples) {
    Map<Path, AtomicDirectory.Content> contents = new LinkedHashMap<>();
    for (NetworkRole role : export.networks()) {
      Example example = requireNonNull(examples.get(role));
      NetworkExporter network = new NetworkExporter(this, role, example);
      contents.put(directory.resolve(role.toString()), side -> write(network, side));
    }
    AtomicDirectory.writeNew("export", contents);
  }

  private static void write(NetworkExporter network, Path side) throws IOException {
    try {
      network.write(side);
    } catch (TensorFlowException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
