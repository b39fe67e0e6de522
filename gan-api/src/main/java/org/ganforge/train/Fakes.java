package org.ganforge.train;

/**
 * In which mode the generator draws the images that the discriminator learns from. The generator's
 * own update is in training mode either way. The two differ where the generator has a layer that
 * does: {@code BatchNormalization}, {@code Dropout}, {@code GaussianNoise}.
 */
public enum Fakes {
  /**
   * In training mode: {@code BatchNormalization} uses the statistics of the batch, and dropout is
   * on. So both networks are trained on the same generator. Its moving averages take up this batch
   * too, in each update of the discriminator on generated images, as in Keras' {@code
   * generator(noise, training=True)} (keras.io, "WGAN-GP overriding Model.train_step"). The DCGAN
   * tutorials of TensorFlow and PyTorch are in training mode as well, but draw one batch for both
   * networks, so that the moving averages take up one batch an iteration.
   */
  TRAINING,
  /**
   * In inference mode: {@code BatchNormalization} uses its moving averages, and dropout is off, as
   * in Keras' {@code generator.predict(noise)}, and in {@code generator(noise)} without {@code
   * training}. While the averages lag behind the weights, the discriminator learns to tell images
   * that the generator's own update does not draw, and both networks' accuracies can be near 1.
   */
  INFERENCE
}
