package org.ganforge.tf.train;

import java.util.List;
import java.util.Map;
import org.ganforge.Gan;
import org.ganforge.error.InvalidInputException;
import org.ganforge.tf.distributed.Replicas;
import org.ganforge.tf.form.ConvolutionUse;
import org.ganforge.tf.form.Convolutions;
import org.ganforge.tf.form.FormSelection;
import org.ganforge.tf.form.FormTable;
import org.ganforge.tf.form.FormTrials;
import org.ganforge.tf.graph.ConvolutionCensus;
import org.ganforge.tf.rewrite.Rewrites;
import org.ganforge.tf.session.ComputeType;
import org.ganforge.tf.session.FormCaches;
import org.ganforge.tf.session.SessionSettings;

/**
 * The forms that a training computes with.
 *
 * @param rewrites the rewrites its networks are compiled with
 * @param names the name of each convolution's form; empty for TensorFlow's own operations
 */
public record TrainingForms(Rewrites rewrites, Map<String, String> names) {
  /**
   * Returns the forms of a GAN's training. On a GPU they are TensorFlow's own.
   *
   * @throws org.ganforge.error.InvalidInputException if a given form is wrong on this processor
   */
  public static TrainingForms of(Gan gan, FormSelection selection, SessionSettings settings) {
    int replicas = settings.replicas().of();
    return of(joinsLayers -> ConvolutionCensus.of(gan, joinsLayers, replicas), selection, settings);
  }

  /**
   * Returns the forms for a generator that is used without training.
   *
   * @throws org.ganforge.error.InvalidInputException if a given form is wrong on this processor
   */
  public static TrainingForms ofGenerator(
      Gan gan, FormSelection selection, SessionSettings settings) {
    return of(
        joinsLayers -> ConvolutionCensus.ofGenerator(gan, joinsLayers),
        selection.withoutGradients(),
        settings);
  }

  /** The convolutions of a GAN depend on whether layers are joined. */
  private interface Uses {
    List<ConvolutionUse> of(boolean joinsLayers);
  }

  private static TrainingForms of(Uses uses, FormSelection selection, SessionSettings settings) {
    if (settings.isOnGpu()) {
      return new TrainingForms(onGpu(settings), Map.of());
    }
    if (!FormTable.isTaken()) {
      return of(FormTable.products());
    }
    boolean bfloat16 = settings.computeType() == ComputeType.BFLOAT16;
    FormTrials trials =
        new FormTrials(
            settings.withReplicas(Replicas.alone()).toProto(), bfloat16, FormCaches.of(settings));
    if (selection.tried()) {
      return of(trials.of(uses.of(true), selection.gradients()).table());
    }
    FormTable table = selection.table(bfloat16);
    if (table.computesIn16Bits() && !bfloat16) {
      throw new InvalidInputException(
          "forms",
          "forms in float32, like the precision,",
          "forms in bfloat16",
          "choose the precision bfloat16, or other forms");
    }
    trials.check(uses.of(table.joinsLayers()), table, selection.gradients());
    return of(table);
  }

  private static TrainingForms of(FormTable table) {
    return new TrainingForms(Rewrites.of(table), table.names());
  }

  private static Rewrites onGpu(SessionSettings settings) {
    Rewrites rewrites = Rewrites.of(Convolutions.ofGpu());
    return settings.computeType() == ComputeType.FLOAT16
        ? rewrites.withWideProbabilities()
        : rewrites;
  }
}
