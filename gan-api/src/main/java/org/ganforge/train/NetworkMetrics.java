package org.ganforge.train;

import org.jspecify.annotations.Nullable;

/**
 * The metrics of one network in an iteration.
 *
 * @param training the metrics of its last turn
 * @param validation the metrics of its last check, or null if the schedule has no checks
 * @param updates how many updates the network has had since training began
 */
public record NetworkMetrics(
    BatchMetrics training, @Nullable BatchMetrics validation, long updates) {}
