/**
 * Everything a run writes and displays: the run directory with its files, image grids, the progress
 * GIF, the metrics log, curves and bars, the progress bar. Listeners only receive facts; none can
 * change the training.
 */
@NullMarked
package org.ganforge.observe;

import org.jspecify.annotations.NullMarked;
