package recipes;

import java.nio.file.Path;
import org.ganforge.Gan;
import org.ganforge.GanBackend;
import org.ganforge.GanTrainer;
import org.ganforge.data.ImageDataset;
import org.ganforge.data.ImageFiles;
import org.ganforge.data.LoadedImages;
import org.ganforge.observe.ConsoleProgress;
import org.ganforge.observe.ImageGrid;
import org.ganforge.zoo.ImageGan;

/** Trains on a folder or an archive of pictures: {@code java OwnImages.java PATH [ITERATIONS]}. */
public final class OwnImages {
  public static void main(String[] args) {
    LoadedImages loaded = ImageFiles.of(Path.of(args[0])).read();
    System.out.println(loaded.form());
    System.out.println(loaded.skipped());
    ImageDataset images = loaded.images();
    Gan gan = ImageGan.of("own-images", images.imageShape(), images.count());
    if (args.length > 1) {
      gan = gan.withPlan(gan.plan().withIterations(Long.parseLong(args[1])));
    }
    try (GanTrainer trainer = GanBackend.find().open(gan, images)) {
      trainer.train(ConsoleProgress.of(System.out, false));
      ImageGrid.of(trainer.sample(64, 7), gan.appearance()).write(Path.of("own-images.png"));
    }
  }
}
