package org.ganforge.tf.device;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.ganforge.tf.scope.ScopedGraph;
import org.tensorflow.DeviceSpec;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.exceptions.TFUnimplementedException;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GPUOptions;

/**
 * TensorFlow's answer when asked to add two numbers on a GPU and nowhere else. Its public API
 * doesn't list devices; its error message does.
 *
 * @param gpus the GPUs found, {@code GPU:0}; empty if there are none
 * @param hasCuda whether its library was built for GPUs
 * @param answer its error message in one line; empty if it added the numbers
 */
record GpuProbe(List<String> gpus, boolean hasCuda, String answer) {
  private static final Pattern DEVICE = Pattern.compile("/device:(GPU:\\d+)(?= *[,\\]])");

  /** Asks TensorFlow about the first GPU. */
  static GpuProbe ask(Threads threads) {
    return ask(threads, 0);
  }

  /** Asks TensorFlow about a GPU. */
  static GpuProbe ask(Threads threads, int index) {
    try (Graph graph = ScopedGraph.empty()) {
      Ops tf = ScopedGraph.opsOf(graph);
      DeviceSpec gpu =
          DeviceSpec.newBuilder().deviceType(DeviceSpec.DeviceType.GPU).deviceIndex(index).build();
      Ops onGpu = tf.withDevice(gpu);
      var sum = onGpu.math.add(onGpu.constant(1f), onGpu.constant(2f));
      try (Session session = new Session(graph, settings(threads))) {
        session.runner().fetch(sum).run().close();
        return new GpuProbe(List.of("GPU:" + index), true, "");
      }
    } catch (TensorFlowException | TFInvalidArgumentException | TFUnimplementedException e) {
      // The last two don't extend TensorFlowException.
      return ofRefusal(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Returns settings that take no more memory than needed, as those of a training: TensorFlow keeps
   * what its first session has chosen.
   */
  static ConfigProto settings(Threads threads) {
    return threads
        .toConfig()
        .setAllowSoftPlacement(false)
        .setGpuOptions(GPUOptions.newBuilder().setAllowGrowth(true))
        .build();
  }

  /** Reads {@code ... but available devices are [ /job:.../device:CPU:0 ]. ...}. */
  static GpuProbe ofRefusal(String message) {
    String line = message.lines().findFirst().orElse("").strip();
    List<String> gpus = DEVICE.matcher(line).results().map(GpuProbe::name).toList();
    return new GpuProbe(gpus, !line.contains("CUDA is not enabled"), line);
  }

  private static String name(MatchResult device) {
    return device.group(1);
  }
}
