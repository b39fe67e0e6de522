package org.ganforge.checkpoint;

import org.ganforge.train.Measure;

/**
 * Which checkpoint is the best so far.
 *
 * @param iteration after how many iterations
 * @param measure by which measure
 * @param value what that has found in its samples
 */
public record BestCheckpoint(long iteration, Measure measure, double value) {}
