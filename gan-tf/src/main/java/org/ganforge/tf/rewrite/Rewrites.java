package org.ganforge.tf.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ganforge.layer.Layer;
import org.ganforge.layer.TensorShape;

/** The table of rewrites that a network is compiled with. */
public final class Rewrites {
  private static final Rewrites NONE = new Rewrites(List.of(), false);
  private static final Rewrites EXACT = new Rewrites(faster(false), true);
  private static final Rewrites ALL = new Rewrites(faster(true), true);

  private final List<Rewrite> table;
  private final boolean faster;

  private Rewrites(List<Rewrite> table, boolean faster) {
    this.table = table;
    this.faster = faster;
  }

  private static List<Rewrite> faster(boolean winograd) {
    List<Rewrite> forms = new ArrayList<>();
    forms.add(new UpSampledConvolution(winograd));
    forms.add(new FewFilterConvolution());
    if (winograd) {
      forms.add(new ManyFilterConvolution());
    }
    forms.add(new RowwiseConvolution());
    forms.add(new PooledActivation());
    return List.copyOf(forms);
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
   * Returns a copy without the forms that round more than plain ones: for a GPU, which multiplies
   * float32 with fewer digits and has such forms of its own, and for shorter numbers.
   */
  public Rewrites withoutWinograd() {
    return faster ? EXACT : this;
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
