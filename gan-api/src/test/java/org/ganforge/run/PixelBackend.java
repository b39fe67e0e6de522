package org.ganforge.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ganforge.Computation;
import org.ganforge.Gan;
import org.ganforge.GanBackend;
import org.ganforge.GanTrainer;
import org.ganforge.ImageClassifier;
import org.ganforge.KerasModel;
import org.ganforge.contract.ContractGans;
import org.ganforge.data.ImageDataset;
import org.ganforge.data.ImageSource;
import org.ganforge.data.ValueRange;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.ganforge.plain.PlainBackend;
import org.ganforge.train.ClassifierListener;

/** The plain backend with a classifier that looks at the brightness of an image's four rows. */
final class PixelBackend implements GanBackend {
  private final GanBackend plain = new PlainBackend();

  /** Returns four hundred images of a dark and a bright class. */
  static ImageDataset images() {
    int count = 400;
    byte[] pixels = new byte[count * ContractGans.PIXELS];
    int[] labels = new int[count];
    FloatTensor noise = ContractGans.batch(count, ContractGans.PIXELS, 17);
    for (int i = 0; i < pixels.length; i++) {
      labels[i / ContractGans.PIXELS] = i / ContractGans.PIXELS % 2;
      int mean = labels[i / ContractGans.PIXELS] == 0 ? 60 : 195;
      pixels[i] = (byte) Math.round(mean + 50 * noise.get(i));
    }
    return ImageDataset.of("dark-and-bright", TensorShape.of(4, 4, 1), pixels)
        .withLabels(labels, List.of("dark", "bright"));
  }

  @Override
  public String name() {
    return plain.name();
  }

  @Override
  public String version() {
    return plain.version();
  }

  @Override
  public Computation computation() {
    return plain.computation();
  }

  @Override
  public GanTrainer open(Gan gan) {
    return plain.open(gan);
  }

  @Override
  public GanTrainer open(Gan gan, ImageSource images) {
    return plain.open(gan, images);
  }

  @Override
  public KerasModel readKeras(Path file) {
    return plain.readKeras(file);
  }

  @Override
  public ImageClassifier classifier(ImageDataset images, Path cache, ClassifierListener listener) {
    return new Rows(images, () -> {});
  }

  /**
   * Uses the mean of each row of an image as features, and distinguishes dark from bright ones.
   *
   * @param look called at each use
   */
  record Rows(ImageDataset images, Runnable look) implements ImageClassifier {
    @Override
    public List<String> classNames() {
      return images.classNames();
    }

    @Override
    public String digest() {
      return "rows".repeat(16);
    }

    @Override
    public TensorShape imageShape() {
      return images.imageShape();
    }

    @Override
    public FloatTensor probabilities(FloatTensor some, ValueRange range) {
      FloatTensor rows = features(some, range);
      float[] values = new float[2 * rows.count()];
      for (int i = 0; i < rows.count(); i++) {
        float sum =
            rows.get(4 * i) + rows.get(4 * i + 1) + rows.get(4 * i + 2) + rows.get(4 * i + 3);
        values[2 * i + 1] = sum / 4;
        values[2 * i] = 1 - sum / 4;
      }
      return FloatTensor.wrap(TensorShape.of(rows.count(), 2), values);
    }

    @Override
    public FloatTensor features(FloatTensor some, ValueRange range) {
      look.run();
      List<Float> means = new ArrayList<>();
      for (int i = 0; i < some.shape().size(); i += 4) {
        float sum = 0;
        for (int k = i; k < i + 4; k++) {
          sum += range.toByte(some.get(k)) & 0xff;
        }
        means.add(sum / 4 / 255);
      }
      float[] values = new float[means.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = means.get(i);
      }
      return FloatTensor.wrap(TensorShape.of(some.count(), 4), values);
    }

    @Override
    public void close() {
      // nothing to free
    }
  }
}
