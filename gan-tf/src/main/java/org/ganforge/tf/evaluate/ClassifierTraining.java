package org.ganforge.tf.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ganforge.KerasVersion;
import org.ganforge.data.ImageDataset;
import org.ganforge.tf.form.ConvolutionUse;
import org.ganforge.tf.form.Convolutions;
import org.ganforge.tf.form.FormTable;
import org.ganforge.tf.form.FormTrials;
import org.ganforge.tf.graph.ClassifierGraph;
import org.ganforge.tf.graph.ClassifierSpec;
import org.ganforge.tf.graph.ConvolutionCensus;
import org.ganforge.tf.graph.LabelBytes;
import org.ganforge.tf.rewrite.Rewrites;
import org.ganforge.tf.session.FormCaches;
import org.ganforge.tf.session.GraphSession;
import org.ganforge.tf.session.SessionSettings;
import org.ganforge.train.ClassifierListener;
import org.ganforge.train.DivergenceException;
import org.tensorflow.exceptions.TFInvalidArgumentException;

/**
 * Trains a classifier and saves its weights in a directory. Its session is closed afterwards, which
 * frees the native memory of the data set.
 */
record ClassifierTraining(ClassifierSpec spec, SessionSettings settings) {
  private static final int FEWEST_OUTLIERS = 60;
  private static final int MOST_OUTLIERS = 6000;

  void run(ImageDataset images, ClassifierListener listener, Path directory) throws IOException {
    try (GraphSession<ClassifierGraph> session =
        open(ClassifierGraph.compile(spec, images.count(), outliers(images), forms()))) {
      session.initialize();
      ClassifierGraph.Update update = session.graph().update();
      session.fill(update.images(), images.parts());
      session.fill(update.labels(), List.of(LabelBytes.of(images)));
      session.fill(
          update.outliers(),
          List.of(new OutlierImages(images, spec.seed()).draw(outliers(images))));
      for (int step = 1; step <= spec.steps(); step++) {
        listener.onStep(step, spec.steps(), update(session, update, step));
      }
      session.save(directory);
    }
  }

  /**
   * Returns a quarter of the number of images, within bounds, since large images take much memory.
   */
  private static int outliers(ImageDataset images) {
    return Math.max(FEWEST_OUTLIERS, Math.min(MOST_OUTLIERS, images.count() / 4));
  }

  /** Runs one update and returns its loss. */
  private double update(
      GraphSession<ClassifierGraph> session, ClassifierGraph.Update update, int step) {
    try {
      return session.fetch(update.operations(), List.of(update.loss()), Map.of()).get(0).get(0);
    } catch (TFInvalidArgumentException e) {
      String network = spec.network().name();
      if (!String.valueOf(e.getMessage()).contains(network + " : Tensor had ")) {
        throw e;
      }
      throw new DivergenceException(
          "update " + step + " of the " + network,
          step - 1,
          network,
          "others in its loss, gradients or weights",
          "look at the images and their labels");
    }
  }

  /** Returns the fastest right forms on this machine. */
  Rewrites forms() {
    if (settings.isOnGpu()) {
      return Rewrites.of(Convolutions.ofGpu());
    }
    if (!FormTable.isTaken()) {
      return Rewrites.of(FormTable.products());
    }
    List<ConvolutionUse> uses =
        ConvolutionCensus.of(
            spec.network(), KerasVersion.KERAS_3, spec.batchSize() + spec.outliers());
    FormTrials trials = new FormTrials(settings.toProto(), false, FormCaches.of(settings));
    return Rewrites.of(trials.of(uses).table());
  }

  /** Returns a session that owns the graph. */
  GraphSession<ClassifierGraph> open(ClassifierGraph graph) {
    return new GraphSession<>(graph, settings);
  }
}
