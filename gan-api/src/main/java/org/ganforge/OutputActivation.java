package org.ganforge;

import java.util.Optional;
import org.ganforge.data.ValueRange;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.Network;

/**
 * The activation function that determines the range of a network's outputs: the last one, even
 * before layers that keep values in their range, or inside a nested network at the end.
 */
public final class OutputActivation {
  private OutputActivation() {}

  /**
   * Returns the function; linear if a layer with weights comes last without one; empty if another
   * layer, such as a normalization, determines the range.
   */
  public static Optional<ActivationFunction> of(Network network) {
    NetworkEnd end = NetworkEnd.of(network);
    return end == null ? Optional.empty() : Optional.ofNullable(end.activation());
  }

  /** Returns the outputs' range as image values; empty if the function doesn't determine it. */
  public static Optional<ValueRange> range(Network network) {
    return of(network)
        .flatMap(
            function ->
                switch (function) {
                  case SIGMOID -> Optional.of(ValueRange.ZERO_TO_ONE);
                  case TANH, SOFTSIGN -> Optional.of(ValueRange.MINUS_ONE_TO_ONE);
                  case LINEAR, RELU, SOFTMAX, SOFTPLUS, ELU, SELU, GELU, SILU, EXPONENTIAL ->
                      Optional.empty();
                });
  }
}
