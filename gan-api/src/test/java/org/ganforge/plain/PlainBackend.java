package org.ganforge.plain;

import java.nio.file.Path;
import java.util.Map;
import org.ganforge.Computation;
import org.ganforge.Gan;
import org.ganforge.GanBackend;
import org.ganforge.GanTrainer;
import org.ganforge.ImageClassifier;
import org.ganforge.KerasModel;
import org.ganforge.data.ImageDataset;
import org.ganforge.data.ImageSource;
import org.ganforge.error.InvalidInputException;
import org.ganforge.train.ClassifierListener;

/** Compiles nothing: it interprets a spec, layer by layer. */
public final class PlainBackend implements GanBackend {
  @Override
  public String name() {
    return "plain";
  }

  @Override
  public String version() {
    return "plain Java";
  }

  @Override
  public Computation computation() {
    return Computation.of(1, 1, "float64").withForms(Map.of());
  }

  @Override
  public GanTrainer open(Gan gan) {
    return new PlainTrainer(new PlainGan(gan, null));
  }

  @Override
  public GanTrainer open(Gan gan, ImageSource images) {
    return new PlainTrainer(new PlainGan(gan, images));
  }

  @Override
  public KerasModel readKeras(Path file) {
    throw unsupported("Keras file " + file);
  }

  @Override
  public ImageClassifier classifier(ImageDataset images, Path cache, ClassifierListener listener) {
    throw unsupported("classifier of " + images.name());
  }

  static InvalidInputException unsupported(String what) {
    return new InvalidInputException(
        what, "what the plain backend computes", "something else", "use another backend");
  }
}
