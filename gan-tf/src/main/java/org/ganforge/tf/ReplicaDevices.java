package org.ganforge.tf;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ganforge.error.InvalidInputException;
import org.ganforge.tf.distributed.Replicas;
import org.tensorflow.DeviceSpec;

/**
 * The devices that share a training. Each has a replica of both networks and computes its share of
 * every batch; together they do what one device does with the whole batch, except for rounding.
 *
 * @param device {@link Device#CPU} or {@link Device#GPU}
 * @param indices which of them, counted from 0. A CPU is divided into as many virtual devices as
 *     needed, so its indices are 0, 1, ...
 */
public record ReplicaDevices(Device device, List<Integer> indices) {
  private static final String WHERE = "replicas";
  private static final int MOST = 64;
  private static final Pattern TEXT =
      Pattern.compile("cpu:(\\d{1,3})|gpu:(\\d{1,3}(?:,\\d{1,3})*)");

  /** Checks the indices and copies the list. */
  public ReplicaDevices {
    indices = List.copyOf(indices);
    if (device == Device.AUTO) {
      throw new InvalidInputException(WHERE, "cpu or gpu", "auto", "choose one of them");
    }
    if (indices.isEmpty() || indices.size() > MOST) {
      throw new InvalidInputException(
          WHERE, "1 to " + MOST, String.valueOf(indices.size()), "choose another number");
    }
    if (new HashSet<>(indices).size() < indices.size()) {
      throw new InvalidInputException(
          WHERE, "different devices", words(device, indices), "name each device once");
    }
  }

  /** Returns replicas on this many virtual devices of the CPU. */
  public static ReplicaDevices cpu(int count) {
    return new ReplicaDevices(Device.CPU, IntStream.range(0, count).boxed().toList());
  }

  /** Returns a replica on each of these GPUs, counted from 0. */
  public static ReplicaDevices gpu(int... indices) {
    return new ReplicaDevices(Device.GPU, Arrays.stream(indices).boxed().toList());
  }

  /**
   * Reads {@code cpu:2} or {@code gpu:0,1}.
   *
   * @throws InvalidInputException if the text is neither
   */
  public static ReplicaDevices parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new InvalidInputException(
          WHERE,
          "cpu: and how many, or gpu: and which ones",
          '"' + text + '"',
          "as in cpu:2 or gpu:0,1");
    }
    return matcher.group(1) != null
        ? cpu(Integer.parseInt(matcher.group(1)))
        : gpu(Arrays.stream(matcher.group(2).split(",")).mapToInt(Integer::parseInt).toArray());
  }

  /** Returns how many replicas there are. */
  public int count() {
    return indices.size();
  }

  Replicas replicas() {
    DeviceSpec.DeviceType type =
        device == Device.GPU ? DeviceSpec.DeviceType.GPU : DeviceSpec.DeviceType.CPU;
    return Replicas.here(
        indices.stream()
            .map(index -> DeviceSpec.newBuilder().deviceType(type).deviceIndex(index).build())
            .toList());
  }

  /** Returns the text that {@link #parse} reads. */
  @Override
  public String toString() {
    return words(device, indices);
  }

  private static String words(Device device, List<Integer> indices) {
    return device == Device.CPU
        ? "cpu:" + indices.size()
        : "gpu:" + indices.stream().map(String::valueOf).collect(Collectors.joining(","));
  }
}
