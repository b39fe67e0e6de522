package org.ganforge.checkpoint;

import org.ganforge.train.Measure;

/**
 * The best checkpoint so far.
 *
 * @param iteration after how many iterations it was saved
 * @param measure the measure by which it is the best
 * @param value that measure's value for its samples
 */
public record BestCheckpoint(long iteration, Measure measure, double value) {}
