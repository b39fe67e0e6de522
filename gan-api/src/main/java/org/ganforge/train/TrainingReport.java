package org.ganforge.train;

import java.time.Duration;

/**
 * How a call to train ended.
 *
 * @param iteration how many iterations the run has done in all
 * @param stopped whether it was asked to stop before its end
 * @param elapsed how long this call took
 */
public record TrainingReport(long iteration, boolean stopped, Duration elapsed) {}
