/**
 * Checkpoints, from which training can resume: their verified files, how they are found, and when
 * they are written.
 */
@NullMarked
package org.ganforge.checkpoint;

import org.jspecify.annotations.NullMarked;
