package org.ganforge.tf.graph;

import java.util.ArrayList;
import java.util.List;
import org.ganforge.layer.Input;
import org.ganforge.layer.Network;
import org.jspecify.annotations.Nullable;

/** The inputs of a GAN's network, in the network's order. */
public final class InputOrder {
  private InputOrder() {}

  /**
   * Returns one value for each input.
   *
   * @param subject the noise or the images
   * @param labels the labels; null if the network takes none
   */
  public static <T> List<T> of(Network network, T subject, @Nullable T labels) {
    List<T> inOrder = new ArrayList<>();
    for (Input input : network.inputs()) {
      inOrder.add(input instanceof Input.Label && labels != null ? labels : subject);
    }
    return inOrder;
  }
}
