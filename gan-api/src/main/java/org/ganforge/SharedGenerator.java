package org.ganforge;

import org.ganforge.layer.FloatTensor;

/** A trainer that several threads use as a generator: one waits for the other. */
final class SharedGenerator implements GanGenerator {
  private final GanTrainer trainer;

  /** Takes the trainer over. */
  SharedGenerator(GanTrainer trainer) {
    this.trainer = trainer;
  }

  @Override
  public Gan gan() {
    return trainer.gan();
  }

  @Override
  public synchronized FloatTensor noise(int count, long seed) {
    return trainer.noise(count, seed);
  }

  @Override
  public synchronized FloatTensor generate(Batch noise) {
    return trainer.generate(noise);
  }

  @Override
  public synchronized KerasModel generatorModel() {
    return trainer.generatorModel();
  }

  @Override
  public synchronized void close() {
    trainer.close();
  }
}
