package org.ganforge.examples.look;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.ganforge.data.ValueRange;
import org.ganforge.examples.console.Json;
import org.ganforge.internal.file.AtomicFile;
import org.ganforge.json.record.RunInfo;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.ganforge.observe.NpyFile;
import org.ganforge.observe.RunDirectory;
import org.ganforge.run.Generator;

/**
 * Samples as a NumPy array, with a side file that records their origin.
 *
 * @param classes the classes of the samples, the same number of each, one class after the other;
 *     empty for a model without labels
 * @param place further entries of the record, which describe the noise that was drawn
 */
record SampleNumbers(
    RunDirectory directory,
    RunInfo info,
    Generator generator,
    long seed,
    List<Integer> classes,
    ObjectNode place) {

  /**
   * Writes the array into {@code npy} and its record into {@code npy} + {@code .json}; if there is
   * no room for one, both files stay as they were.
   */
  void write(Path npy, FloatTensor images) {
    FloatTensor nhwc = nhwc(images);
    byte[] json = (Json.text(json(nhwc)) + "\n").getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(
        npy.resolveSibling(npy.getFileName() + ".json"),
        out -> {
          out.write(json);
          // Write the record out before the array is moved into place, so that only a move remains.
          out.flush();
          NpyFile.write(npy, nhwc);
        });
  }

  private ObjectNode json(FloatTensor images) {
    ValueRange range = info.gan().data().range();
    ObjectNode json = Json.object().put("model", info.gan().name()).put("dtype", "float32");
    images.shape().dims().forEach(json.putArray("shape")::add);
    json.putArray("range").add((int) range.low()).add((int) range.high());
    if (!classes.isEmpty()) {
      classes.forEach(json.putArray("classes")::add);
    }
    RunInfo.Images learned = info.images();
    return json.put("seed", seed)
        .<ObjectNode>setAll(place)
        .put("run", directory.path().toAbsolutePath().normalize().toString())
        .put("checkpoint", String.valueOf(generator.weights().getFileName()))
        .put("iteration", generator.iteration())
        .put("dataset", learned == null ? null : learned.name());
  }

  /** The flat vectors of a dense generator are square grey images, as the grids show them. */
  private static FloatTensor nhwc(FloatTensor images) {
    TensorShape shape = images.shape();
    int side = shape.rank() == 2 ? (int) Math.round(Math.sqrt(shape.dim(1))) : 0;
    return side > 0 && side * side == shape.dim(1)
        ? FloatTensor.wrap(TensorShape.of(shape.dim(0), side, side, 1), images.toArray())
        : images;
  }
}
