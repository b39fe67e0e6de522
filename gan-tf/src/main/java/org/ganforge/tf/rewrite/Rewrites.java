package org.ganforge.tf.rewrite;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ganforge.layer.Layer;
import org.ganforge.layer.TensorShape;
import org.ganforge.tf.form.Convolutions;

/**
 * The choices a network is compiled with: other forms of consecutive layers, the forms of its
 * convolutions, and whether its gradients can be differentiated.
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

  /** Returns the rewrites that suit a way to compute convolutions. */
  public static Rewrites of(Convolutions convolutions) {
    return new Rewrites(convolutions.joinsLayers() ? JOINED : List.of(), convolutions, false);
  }

  /** Returns a copy that computes probabilities in float32 while the rest uses 16-bit numbers. */
  public Rewrites withWideProbabilities() {
    return new Rewrites(
        Stream.concat(Stream.of(new WideProbability()), table.stream()).toList(),
        convolutions,
        secondGradients);
  }

  /**
   * Returns a copy for networks whose gradients will be differentiated; it joins no layers, since
   * not all joined forms allow that.
   */
  public Rewrites withSecondGradients() {
    return new Rewrites(List.of(), convolutions, true);
  }

  /** Returns whether the gradients of a network must be differentiable. */
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
