package org.ganforge.tf.rewrite;

import java.util.List;
import java.util.Optional;
import org.ganforge.layer.Interpolation;
import org.ganforge.layer.Layer;
import org.ganforge.layer.TensorShape;
import org.ganforge.layer.UpSampling2D;

/**
 * Nearest-neighbour upsampling by f, then a convolution of stride 1, as one convolution of the
 * small image. A pixel of the large image sees only a few pixels of the small one: with f = 2 the
 * 25 taps of a 5 x 5 kernel fall on 9. For each of the f x f phases the taps that fall on the same
 * pixel are added up. Zeros around the large image are zeros around the small one.
 */
final class UpSampledConvolution implements Rewrite {
  private final boolean winograd;

  /**
   * Makes the rewrite.
   *
   * @param winograd whether the joint kernel may have its Winograd form
   */
  UpSampledConvolution(boolean winograd) {
    this.winograd = winograd;
  }

  @Override
  public Optional<Form> match(List<Layer> layers, TensorShape input) {
    if (layers.size() < 2 || !(layers.get(0) instanceof UpSampling2D up)) {
      return Optional.empty();
    }
    int factor = up.size().rows();
    if (up.interpolation() != Interpolation.NEAREST || !up.size().isSquare() || factor == 1) {
      return Optional.empty();
    }
    return PhasedConvolution.of(layers.get(1), factor, factor)
        .filter(convolution -> convolution.isCentered() && convolution.hasFewerTaps())
        .map(convolution -> new Form(2, body(convolution, input)));
  }

  private Body body(PhasedConvolution convolution, TensorShape input) {
    return Optional.of(convolution)
        .filter(any -> winograd)
        .flatMap(any -> any.winograd(input))
        .<Body>map(form -> (context, x) -> convolution.compile(context, x, form::compile))
        .orElse(convolution::compile);
  }
}
