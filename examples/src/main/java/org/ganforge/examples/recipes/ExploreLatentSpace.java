package org.ganforge.examples.recipes;

import java.nio.file.Path;
import java.time.Duration;
import org.ganforge.Gan;
import org.ganforge.GanBackend;
import org.ganforge.GanTrainer;
import org.ganforge.checkpoint.Checkpoints;
import org.ganforge.data.ValueRange;
import org.ganforge.latent.LatentVectors;
import org.ganforge.latent.LatentWalk;
import org.ganforge.layer.FloatTensor;
import org.ganforge.observe.AnimatedGif;
import org.ganforge.observe.ImageGrid;
import org.ganforge.observe.RunDirectory;

/** Turns one sample of a trained run into another, and adds two of them up. */
public final class ExploreLatentSpace {
  private ExploreLatentSpace() {}

  /**
   * Writes {@code morph.png}, {@code morph.gif} and {@code sum.png} into a run.
   *
   * @param args the run's directory, such as {@code runs/00000-mnist-dcgan}
   */
  public static void main(String[] args) {
    RunDirectory run = RunDirectory.open(Path.of(args[0]));
    Gan gan = run.info().gan();
    try (GanTrainer trainer = GanBackend.find().open(gan)) {
      trainer.restore(Checkpoints.of(run.checkpoints()).newestWhole().directory());
      ValueRange range = gan.data().range();
      FloatTensor a = trainer.noise(1, 7);
      FloatTensor b = trainer.noise(1, 9);

      FloatTensor walk = trainer.generate(LatentWalk.spherical(a, b, 10));
      ImageGrid strip = ImageGrid.of(walk, range).withColumns(10);
      strip.write(run.path().resolve("morph.png"));
      Path gif = run.path().resolve("morph.gif");
      AnimatedGif.writeThereAndBack(gif, strip.frames(), Duration.ofMillis(100));

      FloatTensor three = LatentVectors.stack(a, b, LatentVectors.plus(a, b));
      ImageGrid.of(trainer.generate(three), range).write(run.path().resolve("sum.png"));
    }
  }
}
