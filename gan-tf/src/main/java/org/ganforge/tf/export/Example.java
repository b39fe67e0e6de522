package org.ganforge.tf.export;

import java.util.List;
import org.ganforge.layer.FloatTensor;

/**
 * Inputs and outputs that an export is compared with.
 *
 * @param inputs a batch for each input of the network, in order
 * @param outputs the live network's result in float32 for each of its outputs
 */
public record Example(List<FloatTensor> inputs, List<FloatTensor> outputs) {
  /** Copies the lists. */
  public Example {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /** Returns an example of a network with one input and one output. */
  public static Example of(FloatTensor input, FloatTensor output) {
    return new Example(List.of(input), List.of(output));
  }
}
