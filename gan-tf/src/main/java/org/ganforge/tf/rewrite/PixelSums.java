package org.ganforge.tf.rewrite;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Hands out pixels and adds up what comes of them, two numbers at a time both ways: TensorFlow adds
 * three and more in the order in which memory happens to be free, and each run would round
 * otherwise. A pixel that is taken is handed on through an identity, so that its gradients meet two
 * at a time, too.
 */
final class PixelSums {
  private final Ops tf;
  private final List<Operand<TFloat32>> pixels;
  private final List<@Nullable Operand<TFloat32>> sums;

  PixelSums(Ops tf, List<Operand<TFloat32>> pixels, int places) {
    this.tf = tf;
    this.pixels = new ArrayList<>(pixels);
    this.sums = new ArrayList<>(Collections.nCopies(places, null));
  }

  /** Returns the pixels of these pairs. */
  List<Operand<TFloat32>> take(List<TapReach.Pair> pairs) {
    List<Operand<TFloat32>> taken = new ArrayList<>();
    for (TapReach.Pair pair : pairs) {
      Operand<TFloat32> pixel = pixels.get(pair.in());
      pixels.set(pair.in(), tf.identity(pixel));
      taken.add(pixel);
    }
    return taken;
  }

  /** Adds a product to the place of each pair. */
  void add(List<TapReach.Pair> pairs, List<Operand<TFloat32>> products) {
    for (int i = 0; i < pairs.size(); i++) {
      int place = pairs.get(i).out();
      Operand<TFloat32> sum = sums.get(place);
      Operand<TFloat32> product = products.get(i);
      sums.set(place, sum == null ? product : tf.math.addN(List.of(sum, product)));
    }
  }

  /** Returns the sum of each place; every place of an output is reached by some tap. */
  List<Operand<TFloat32>> totals() {
    return sums.stream().map(Objects::requireNonNull).toList();
  }
}
