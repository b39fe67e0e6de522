package recipes;

import java.nio.file.Path;
import java.time.Duration;
import org.ganforge.data.Appearance;
import org.ganforge.latent.LatentMoves;
import org.ganforge.latent.LatentVectors;
import org.ganforge.latent.LatentWalk;
import org.ganforge.layer.FloatTensor;
import org.ganforge.observe.AnimatedGif;
import org.ganforge.observe.ImageGrid;
import org.ganforge.run.Generator;

/**
 * Turns one sample of a trained run into another, adds two, and moves one: {@code java
 * ExploreLatentSpace.java RUN}.
 */
public final class ExploreLatentSpace {
  public static void main(String[] args) {
    Path run = Path.of(args[0]);
    try (Generator generator = Generator.load(run)) {
      Appearance look = generator.gan().appearance();
      FloatTensor a = generator.noise(1, 7);
      FloatTensor b = generator.noise(1, 9);

      FloatTensor walk = generator.generate(LatentWalk.spherical(a, b, 10));
      ImageGrid strip = ImageGrid.of(walk, look).withColumns(10);
      strip.write(run.resolve("morph.png"));
      Path gif = run.resolve("morph.gif");
      AnimatedGif.writeThereAndBack(gif, strip.frames(), Duration.ofMillis(100));

      FloatTensor three = LatentVectors.stack(a, b, LatentVectors.plus(a, b));
      ImageGrid.of(generator.generate(three), look).write(run.resolve("sum.png"));

      LatentMoves moves = LatentMoves.read("moves", "pc1=2", ",");
      FloatTensor moved = moves.from(a, () -> generator.directions(0));
      ImageGrid.of(generator.generate(moved), look).write(run.resolve("moved.png"));
    }
  }
}
