package org.ganforge.examples.look;

import org.ganforge.GanTrainer;
import org.ganforge.layer.FloatTensor;

/**
 * One image among those of a seed.
 *
 * @param seed as {@code gan sample --seed} takes it
 * @param index the image's place in that grid, from 0
 */
record SampleSeed(long seed, int index) {

  /** Returns the noise that the image is made of, {@code [length]}. */
  FloatTensor noise(GanTrainer trainer) {
    // More samples of a seed begin with the same ones.
    return trainer.noise(index + 1, seed).example(index);
  }

  /** Returns {@code 7}, or {@code 7:12} for a later image. */
  @Override
  public String toString() {
    return index == 0 ? Long.toString(seed) : seed + ":" + index;
  }
}
