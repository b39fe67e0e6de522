package org.ganforge.tf.rewrite;

import java.util.List;
import java.util.Optional;
import org.ganforge.layer.Layer;
import org.ganforge.layer.TensorShape;

/** The table of rewrites that a network is compiled with. */
public final class Rewrites {
  private static final Rewrites NONE = new Rewrites(List.of(), false);
  private static final Rewrites ALL =
      new Rewrites(
          List.of(
              new UpSampledConvolution(true),
              new FewFilterConvolution(),
              new ManyFilterConvolution(),
              new RowwiseConvolution(),
              new PooledActivation()),
          true);
  private static final Rewrites SHORT_NONE = new Rewrites(List.of(new WideProbability()), false);
  private static final Rewrites SHORT_ALL =
      new Rewrites(
          List.of(
              new WideProbability(),
              new UpSampledConvolution(false),
              new FewFilterConvolution(),
              new RowwiseConvolution(),
              new PooledActivation()),
          true);

  private final List<Rewrite> table;
  private final boolean faster;

  private Rewrites(List<Rewrite> table, boolean faster) {
    this.table = table;
    this.faster = faster;
  }

  /** Returns the plain form of every layer. */
  public static Rewrites none() {
    return NONE;
  }

  /** Returns every faster form there is. */
  public static Rewrites all() {
    return ALL;
  }

  /**
   * Returns those for numbers shorter than float32: without forms that round more than the plain
   * ones, and with probabilities in float32.
   */
  public Rewrites forShortNumbers() {
    return faster ? SHORT_ALL : SHORT_NONE;
  }

  /** Returns whether layers get faster forms. */
  public boolean areFaster() {
    return faster;
  }

  /** Returns the other form of the next layers, if there is one. */
  public Optional<Rewrite.Form> match(List<Layer> layers, TensorShape input) {
    return table.stream().flatMap(rewrite -> rewrite.match(layers, input).stream()).findFirst();
  }
}
