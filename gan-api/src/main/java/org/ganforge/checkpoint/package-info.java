/**
 * What a training can go on from: checkpoints whose every byte is accounted for, how they are found
 * again, and when they are written.
 */
@NullMarked
package org.ganforge.checkpoint;

import org.jspecify.annotations.NullMarked;
