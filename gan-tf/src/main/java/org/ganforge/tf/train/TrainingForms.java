package org.ganforge.tf.train;

import java.util.List;
import java.util.Map;
import org.ganforge.Gan;
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
 * @param rewrites what its networks are compiled with
 * @param names the name of each convolution's form; empty for TensorFlow's own operations
 */
public record TrainingForms(Rewrites rewrites, Map<String, String> names) {
  /**
   * Returns the forms of a GAN's training. On a GPU they are TensorFlow's own.
   *
   * @throws org.ganforge.error.InvalidInputException if a given form is wrong on this processor
   */
  public static TrainingForms of(Gan gan, FormSelection selection, SessionSettings settings) {
    if (settings.isOnGpu()) {
      return new TrainingForms(onGpu(settings), Map.of());
    }
    boolean bfloat16 = settings.computeType() == ComputeType.BFLOAT16;
    List<ConvolutionUse> uses = ConvolutionCensus.of(gan);
    FormTrials trials = new FormTrials(settings.toProto(), bfloat16, FormCaches.of(settings));
    FormTable table;
    if (selection.tried()) {
      table = trials.of(uses).table();
    } else {
      table = selection.table(bfloat16);
      trials.check(uses, table);
    }
    return new TrainingForms(Rewrites.of(table), table.names());
  }

  private static Rewrites onGpu(SessionSettings settings) {
    Rewrites rewrites = Rewrites.of(Convolutions.ofGpu());
    return settings.computeType() == ComputeType.FLOAT16
        ? rewrites.withWideProbabilities()
        : rewrites;
  }
}
