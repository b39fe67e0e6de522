package org.ganforge.examples.latent;

import org.ganforge.latent.LatentMoves;
import org.ganforge.latent.Truncation;
import org.ganforge.layer.FloatTensor;
import org.ganforge.run.Generator;
import org.jspecify.annotations.Nullable;

/**
 * The noise of a generator, for images of one class.
 *
 * @param label the class; 0 for a generator without classes
 * @param truncation of all noise before it is moved; null for none
 */
public record LatentSpace(Generator generator, int label, @Nullable Truncation truncation) {
  /** Returns the noise of a seed's first images, {@code [count, length]}. */
  public FloatTensor noise(int count, long seed, LatentMoves moves) {
    return moved(generator.noise(count, seed), moves);
  }

  /** Returns the noise of a point, {@code [1, length]}. */
  public FloatTensor noise(LatentPoint point) {
    // The first samples of a seed are the same for any count.
    FloatTensor all = generator.noise(point.index() + 1, point.seed());
    return moved(all.slice(point.index(), point.index() + 1), point.moves());
  }

  private FloatTensor moved(FloatTensor noise, LatentMoves moves) {
    FloatTensor truncated =
        truncation == null ? noise : truncation.of(generator.gan().noise(), noise);
    return moves.from(truncated, () -> generator.directions(label));
  }
}
