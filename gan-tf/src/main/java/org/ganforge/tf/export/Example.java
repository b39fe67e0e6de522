package org.ganforge.tf.export;

import org.ganforge.layer.FloatTensor;

/**
 * What an export is compared with.
 *
 * @param input a batch
 * @param output what the live network makes of it, in float32
 */
public record Example(FloatTensor input, FloatTensor output) {}
