package org.ganforge.train;

/**
 * Thrown when training stops because a number is not finite. Its message is one line that says when
 * it happened, what was found in which layer, and what to do:
 *
 * <pre>{@code
 * iteration 41: expected finite numbers in the discriminator but found NaN in the gradient of discriminator/dense_1/kernel; lower discriminator_optimizer.learning_rate (0.01), clip its gradients (clipvalue), or look at the images
 * }</pre>
 *
 * <p>The update that it belonged to was not applied.
 */
public final class DivergenceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long iteration;
  private final String network;
  private final String found;

  /**
   * Makes the exception from the parts of its message.
   *
   * @param when when it was found: {@code iteration 41}
   * @param iteration how many iterations were completed before
   * @param network the affected network
   * @param found what was found in which layer: {@code NaN in the loss}
   * @param wayOut how to fix it
   */
  public DivergenceException(
      String when, long iteration, String network, String found, String wayOut) {
    super(
        when
            + ": expected finite numbers in the "
            + network
            + " but found "
            + found
            + "; "
            + wayOut);
    this.iteration = iteration;
    this.network = network;
    this.found = found;
  }

  /** Returns how many iterations were completed before. */
  public long iteration() {
    return iteration;
  }

  /** Returns the name of the affected network. */
  public String network() {
    return network;
  }

  /** Returns what was found: {@code NaN in the gradient of discriminator/dense_1/kernel}. */
  public String found() {
    return found;
  }
}
