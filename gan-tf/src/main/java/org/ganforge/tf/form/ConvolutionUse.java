package org.ganforge.tf.form;

/**
 * A convolution of a graph.
 *
 * @param shape its sizes
 * @param batch how many images it usually takes at once
 */
public record ConvolutionUse(ConvolutionShape shape, int batch) {}
