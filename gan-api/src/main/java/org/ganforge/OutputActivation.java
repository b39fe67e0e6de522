package org.ganforge;

import java.util.Optional;
import org.ganforge.data.ValueRange;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.Network;

/**
 * The function that decides between which values a network's outputs lie: the last activation, also
 * before layers that keep values where they are, and inside a network at the end.
 */
public final class OutputActivation {
  private OutputActivation() {}

  /**
   * Returns the function; linear where a layer with weights comes last without one, and nothing
   * where another layer, a normalization for one, has the last word.
   */
  public static Optional<ActivationFunction> of(Network network) {
    NetworkEnd end = NetworkEnd.of(network);
    return end == null ? Optional.empty() : Optional.ofNullable(end.activation());
  }

  /**
   * Returns the range in which the outputs lie, as images have it; nothing where the function does
   * not tell.
   */
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
