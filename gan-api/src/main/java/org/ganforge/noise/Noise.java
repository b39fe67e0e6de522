package org.ganforge.noise;

/**
 * The distribution of every coordinate of the generator's input; the coordinates are independent.
 */
public sealed interface Noise permits Normal, Semicircle, Uniform {}
