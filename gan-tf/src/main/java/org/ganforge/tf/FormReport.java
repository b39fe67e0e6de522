package org.ganforge.tf;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ganforge.internal.Processor;
import org.ganforge.layer.Padding;
import org.ganforge.layer.Size2D;
import org.ganforge.layer.TensorShape;
import org.ganforge.tf.form.ConvolutionShape;
import org.ganforge.tf.form.ConvolutionUse;
import org.ganforge.tf.form.FormTrials;
import org.ganforge.tf.form.TriedForms;
import org.ganforge.tf.session.ComputeType;
import org.ganforge.tf.session.FormCaches;
import org.ganforge.tf.session.SessionSettings;

/**
 * Summarizes the trials of a few sample convolutions on this machine's processor.
 *
 * @param tried the number of directions of sample convolutions compared with products
 * @param wrong those that TensorFlow's own operation computes incorrectly, in words
 * @param bfloat16Share the time of typical convolutions and products if bfloat16 is allowed, as a
 *     share of the time in float32; 1 if bfloat16 is not safe here or the processor has no
 *     instructions for it
 */
public record FormReport(int tried, List<String> wrong, double bfloat16Share) {
  /** Above this share, the speedup is not worth the lost precision. */
  private static final double WORTH_IT = 0.9;

  private static final int BATCH = 32;

  /** Copies the list. */
  public FormReport {
    wrong = List.copyOf(wrong);
  }

  /** Runs the trials on a CPU with these options' threads; timed outcomes are cached. */
  public static FormReport measure(TensorFlowOptions options) {
    SessionSettings settings = settings(options, ComputeType.FLOAT32);
    List<ConvolutionUse> suspects = suspects();
    TriedForms proved =
        FormTrials.untimed(settings.toProto(), FormCaches.of(settings)).of(suspects);
    List<String> wrong =
        proved.wrong().entrySet().stream()
            .filter(entry -> entry.getValue().contains("engine"))
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    return new FormReport(3 * suspects.size(), wrong, bfloat16Share(options));
  }

  /** Returns whether bfloat16 is fast enough to be worth the lost precision. */
  public boolean isBfloat16Faster() {
    return isWorthIt(bfloat16Share);
  }

  static boolean isWorthIt(double bfloat16Share) {
    return bfloat16Share < WORTH_IT;
  }

  static double bfloat16Share(TensorFlowOptions options) {
    Processor processor = Processor.here();
    if (!Bfloat16.isSafe() || (processor.isKnown() && !processor.hasBfloat16())) {
      return 1;
    }
    long exact = nanos(settings(options, ComputeType.FLOAT32));
    long rough = nanos(settings(options, ComputeType.BFLOAT16));
    return exact == 0 ? 1 : (double) rough / exact;
  }

  private static long nanos(SessionSettings settings) {
    boolean bfloat16 = settings.computeType() == ComputeType.BFLOAT16;
    return new FormTrials(settings.toProto(), bfloat16, FormCaches.of(settings))
        .of(usual())
        .nanos();
  }

  private static SessionSettings settings(TensorFlowOptions options, ComputeType type) {
    return new SessionSettings(options.intraOpThreads(), options.interOpThreads(), type, true);
  }

  /** Returns convolutions typical of networks. */
  private static List<ConvolutionUse> usual() {
    return List.of(
        use(TensorShape.of(14, 14, 128), Size2D.of(3), 1, 128),
        use(TensorShape.of(16, 16, 64), Size2D.of(4), 2, 128),
        ConvolutionUse.of(ConvolutionShape.product(1024, 512), 4 * BATCH));
  }

  /** Returns sizes at which oneDNN has been wrong on some processor. */
  private static List<ConvolutionUse> suspects() {
    List<ConvolutionUse> suspects = new ArrayList<>();
    for (int channels : new int[] {40, 48, 72, 80, 100, 144, 176, 200}) {
      for (int stride : new int[] {1, 2}) {
        suspects.add(use(TensorShape.of(6, 6, channels), Size2D.of(3), stride, 8));
      }
    }
    suspects.add(use(TensorShape.of(6, 6, 1), Size2D.of(3), 2, 1));
    suspects.add(use(TensorShape.of(6, 2, 1), Size2D.of(3), 2, 1));
    suspects.add(
        ConvolutionUse.of(
            ConvolutionShape.of(
                TensorShape.of(2, 2, 1), Size2D.of(2), Size2D.of(1, 3), Padding.SAME, 3),
            BATCH));
    return suspects;
  }

  private static ConvolutionUse use(TensorShape image, Size2D kernel, int stride, int filters) {
    return ConvolutionUse.of(
        ConvolutionShape.of(image, kernel, Size2D.of(stride), Padding.SAME, filters), BATCH);
  }
}
