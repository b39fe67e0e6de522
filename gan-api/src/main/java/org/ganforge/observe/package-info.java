/**
 * What a run leaves behind and shows: the run directory with its files, image grids, the GIF of
 * their progress, the log of metrics, curves and bars, the progress bar. Each listener receives
 * facts only; none can change a training.
 */
@NullMarked
package org.ganforge.observe;

import org.jspecify.annotations.NullMarked;
