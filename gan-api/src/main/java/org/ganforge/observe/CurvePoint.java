package org.ganforge.observe;

/**
 * A stretch of iterations on a curve. A value is NaN where there is no finite number.
 *
 * @param iteration the middle of the stretch
 * @param mean the mean over a fiftieth of the curve around it; for a short curve, the value itself
 * @param least the smallest value within the stretch
 * @param greatest the largest value within the stretch
 */
public record CurvePoint(double iteration, double mean, double least, double greatest) {}
