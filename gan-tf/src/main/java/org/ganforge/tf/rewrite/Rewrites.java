package org.ganforge.tf.rewrite;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ganforge.layer.Layer;
import org.ganforge.layer.TensorShape;
import org.ganforge.tf.form.Convolutions;

/**
 * The choices a network is compiled with: other forms of layers in a row, the forms of its
 * convolutions, and whether its gradients have gradients.
 */
public final class Rewrites {
  private static final List<Rewrite> JOINED =
      List.of(new UpSampledConvolution(), new PooledActivation());

  private final List<Rewrite> table;
  private final Convolutions convolutions;
  private final boolean secondGradients;

  private Rewrites(List<Rewrite> table, Convolutions convolutions, boolean secondGradients) {
    this.table = table;
    this.convolutions = convolutions;
    this.secondGradients = secondGradients;
  }

  /** Returns the rewrites that go with a way to compute convolutions. */
  public static Rewrites of(Convolutions convolutions) {
    return new Rewrites(convolutions.joinsLayers() ? JOINED : List.of(), convolutions, false);
  }

  /** Returns a copy that computes probabilities in float32 among shorter numbers. */
  public Rewrites withWideProbabilities() {
    return new Rewrites(
        Stream.concat(Stream.of(new WideProbability()), table.stream()).toList(),
        convolutions,
        secondGradients);
  }

  /**
   * Returns a copy whose networks' gradients have gradients, which those of layers in a row do not
   * all have.
   */
  public Rewrites withSecondGradients() {
    return new Rewrites(List.of(), convolutions, true);
  }

  /** Returns whether the gradient of a network has to have a gradient. */
  public boolean secondGradients() {
    return secondGradients;
  }

  /** Returns how convolutions and matrix products are computed. */
  public Convolutions convolutions() {
    return convolutions;
  }

  /** Returns the other form of the next layers, if there is one. */
  public Optional<Rewrite.Form> match(List<Layer> layers, TensorShape input) {
    return table.stream().flatMap(rewrite -> rewrite.match(layers, input).stream()).findFirst();
  }
}
