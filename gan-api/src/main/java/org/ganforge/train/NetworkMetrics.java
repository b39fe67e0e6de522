package org.ganforge.train;

import org.jspecify.annotations.Nullable;

/**
 * What an iteration gave for one network.
 *
 * @param training the metrics of its last turn
 * @param validation the metrics of its last check, or null where the schedule checks nothing
 * @param updates how many updates the network has had since training began
 */
public record NetworkMetrics(
    BatchMetrics training, @Nullable BatchMetrics validation, long updates) {}
