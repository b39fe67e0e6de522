package org.ganforge.tf.rewrite;

import java.util.List;
import java.util.Optional;
import org.ganforge.layer.Layer;
import org.ganforge.layer.TensorShape;

/** The table of rewrites that a network is compiled with. */
public final class Rewrites {
  private static final Rewrites NONE = new Rewrites(List.of());
  private static final Rewrites ALL =
      new Rewrites(
          List.of(
              new UpSampledConvolution(),
              new FewFilterConvolution(),
              new RowwiseConvolution(),
              new PooledActivation()));

  private final List<Rewrite> table;

  private Rewrites(List<Rewrite> table) {
    this.table = table;
  }

  /** Returns the plain form of every layer. */
  public static Rewrites none() {
    return NONE;
  }

  /** Returns every rewrite there is. */
  public static Rewrites all() {
    return ALL;
  }

  /** Returns the faster form of the next layers, if there is one. */
  public Optional<Rewrite.Form> match(List<Layer> layers, TensorShape input) {
    return table.stream().flatMap(rewrite -> rewrite.match(layers, input).stream()).findFirst();
  }
}
