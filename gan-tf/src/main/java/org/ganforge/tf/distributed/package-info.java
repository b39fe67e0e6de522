/** Copies of a training on several devices: who they are, and what they compute together. */
@NullMarked
package org.ganforge.tf.distributed;

import org.jspecify.annotations.NullMarked;
