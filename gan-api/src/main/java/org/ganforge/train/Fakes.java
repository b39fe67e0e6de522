package org.ganforge.train;

/**
 * The mode in which the generator makes images for the discriminator's updates. The generator's own
 * update is always in training mode. The two modes differ only if the generator has one of these
 * layers: {@code BatchNormalization}, {@code Dropout}, {@code GaussianNoise}.
 */
public enum Fakes {
  /**
   * In training mode: {@code BatchNormalization} uses the statistics of the batch, and dropout is
   * on. Thus both networks are trained on the same generator. Its moving averages include this
   * batch too, in each update of the discriminator on generated images, as in Keras' {@code
   * generator(noise, training=True)} (keras.io, "WGAN-GP overriding Model.train_step"). The DCGAN
   * tutorials of TensorFlow and PyTorch are in training mode as well, but draw one batch for both
   * networks, so that the moving averages include one batch per iteration.
   */
  TRAINING,
  /**
   * In inference mode: {@code BatchNormalization} uses its moving averages, and dropout is off, as
   * in Keras' {@code generator.predict(noise)}, and in {@code generator(noise)} without {@code
   * training}. While the averages lag behind the weights, the discriminator learns to recognize
   * images that the generator's own update never makes, and both networks' accuracies can be near
   * 1.
   */
  INFERENCE
}
