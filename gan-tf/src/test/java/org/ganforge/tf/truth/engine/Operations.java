package org.ganforge.tf.truth.engine;

import java.util.List;
import java.util.stream.Stream;

/** The operations that the library builds, except convolutions. */
final class Operations {
  private Operations() {}

  static Stream<Operation> all() {
    return Stream.of(
            Pools.all(),
            Products.all(),
            Normalizations.all(),
            Sums.all(),
            Resizes.all(),
            Functions.all(),
            Softmaxes.all(),
            Casts.all(),
            Factorizations.all(),
            Pairs.all(),
            Moves.all(),
            BlockMoves.all(),
            Joins.all(),
            Updates.all())
        .flatMap(List::stream);
  }
}
