package org.ganforge.examples.exchange;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ganforge.Gan;
import org.ganforge.LeftOut;
import org.ganforge.OutputActivation;
import org.ganforge.data.ValueRange;
import org.ganforge.error.InvalidInputException;
import org.ganforge.examples.option.ModelArgument;
import org.ganforge.examples.option.RangeArgument;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.Network;
import org.ganforge.run.Run;
import org.ganforge.run.TrainedRun;
import org.ganforge.tf.TensorFlowBackend;
import org.jspecify.annotations.Nullable;

/**
 * The GAN that an imported network becomes part of.
 *
 * @param gan the GAN in which it replaces a network
 * @param isImported whether the GAN comes from an import, without any user's choices
 * @param weights the weights of its networks; empty for a model
 * @param leftOut what the import of its networks left out
 */
record ImportTarget(
    Gan gan, boolean isImported, Map<String, FloatTensor> weights, List<LeftOut> leftOut) {
  /** Returns a run's GAN with its weights, or a model. */
  static ImportTarget of(String into, TensorFlowBackend backend) {
    Path path = Path.of(into);
    if (!Run.exists(path)) {
      return new ImportTarget(ModelArgument.load(into), false, Map.of(), List.of());
    }
    try (TrainedRun run = Run.open(path).load(backend)) {
      return new ImportTarget(
          run.info().gan(),
          run.info().images() == null,
          run.trainer().weights(),
          run.info().leftOut());
    }
  }

  /** Returns the weights of the network that is not replaced. */
  Map<String, FloatTensor> weightsExceptOf(Network replaced) {
    return weights.entrySet().stream()
        .filter(weight -> !weight.getKey().startsWith(replaced.name() + "/"))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /**
   * Returns the GAN with its generator replaced.
   *
   * @param wanted the range of the images; null for the generator's own
   */
  Gan withGenerator(Network generator, @Nullable ValueRange wanted) {
    ValueRange before = gan.data().range();
    ValueRange own = OutputActivation.range(generator).orElse(before);
    if (wanted == null && own != before && !isImported) {
      throw new InvalidInputException(
          "--into " + gan.name(),
          "a generator of images in " + RangeArgument.text(before) + ", as the model has them,",
          RangeArgument.text(own) + ", by its last activation",
          "give --range " + RangeArgument.text(own) + " to change the model's");
    }
    return gan.withGenerator(generator.withName(gan.generator().name()))
        .withData(gan.data().withRange(wanted == null ? own : wanted));
  }

  /** Returns the GAN with its discriminator replaced, and an objective that fits its outputs. */
  Gan withDiscriminator(Network discriminator) {
    Network named = discriminator.withName(gan.discriminator().name());
    return isImported
        ? Gan.of(gan.name(), gan.generator(), named).withData(gan.data())
        : gan.withDiscriminator(named);
  }
}
