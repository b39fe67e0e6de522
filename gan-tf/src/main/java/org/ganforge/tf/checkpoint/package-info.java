/** Checkpoints: the whole state of a session as files, each accounted for. */
@NullMarked
package org.ganforge.tf.checkpoint;

import org.jspecify.annotations.NullMarked;
