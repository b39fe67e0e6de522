package org.ganforge.tf.rewrite;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ganforge.layer.Layer;
import org.ganforge.layer.TensorShape;

/** The table of rewrites that a network is compiled with. */
public final class Rewrites {
  private static final Rewrites NONE = new Rewrites(List.of(), false);
  private static final Rewrites ALL =
      new Rewrites(
          List.of(
              new UpSampledConvolution(),
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

  /** Returns a copy that computes probabilities in float32 among shorter numbers. */
  public Rewrites withWideProbabilities() {
    return new Rewrites(
        Stream.concat(Stream.of(new WideProbability()), table.stream()).toList(), faster);
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
