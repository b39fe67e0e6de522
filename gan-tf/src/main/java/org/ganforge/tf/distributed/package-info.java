/**
 * Copies of a training on several devices or in several processes: who they are, what they compute
 * together, and how they find each other.
 */
@NullMarked
package org.ganforge.tf.distributed;

import org.jspecify.annotations.NullMarked;
