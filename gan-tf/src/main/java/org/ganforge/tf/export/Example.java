package org.ganforge.tf.export;

import java.util.List;
import org.ganforge.layer.FloatTensor;

/**
 * What an export is compared with.
 *
 * @param inputs a batch for each input of the network, in its order
 * @param output what the live network makes of it, in float32
 */
public record Example(List<FloatTensor> inputs, FloatTensor output) {
  /** Copies the list. */
  public Example {
    inputs = List.copyOf(inputs);
  }

  /** Returns an example of a network with one input. */
  public static Example of(FloatTensor input, FloatTensor output) {
    return new Example(List.of(input), output);
  }
}
