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
              new UpSampledConvolution(true),
              new FewFilterConvolution(),
              new ManyFilterConvolution(),
              new RowwiseConvolution(),
              new PooledActivation()),
          true);
  private static final Rewrites EXACT =
      new Rewrites(
          List.of(
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

  /** Returns every faster form there is for float32 on a CPU. */
  public static Rewrites all() {
    return ALL;
  }

  /**
   * Returns those that suit where and in what numbers a graph is computed. Forms that round more
   * than plain ones are for float32 on a CPU: a GPU multiplies float32 with fewer digits, and has
   * such forms of its own. Among shorter numbers probabilities stay in float32.
   */
  public Rewrites on(boolean gpu, boolean shortNumbers) {
    Rewrites forms = faster && (gpu || shortNumbers) ? EXACT : this;
    return shortNumbers
        ? new Rewrites(
            Stream.concat(Stream.of(new WideProbability()), forms.table.stream()).toList(), faster)
        : forms;
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
