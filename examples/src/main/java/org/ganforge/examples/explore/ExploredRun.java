package org.ganforge.examples.explore;

import org.ganforge.json.record.RunInfo;
import org.ganforge.observe.RunDirectory;

/**
 * A run whose generators are explored.
 *
 * @param directory with its checkpoints
 * @param info the description that was read from it
 */
public record ExploredRun(RunDirectory directory, RunInfo info) {}
