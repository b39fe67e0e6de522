/** What a benchmark needs: a step's arithmetic, and how fast the machine multiplies. */
@NullMarked
package org.ganforge.tf.bench;

import org.jspecify.annotations.NullMarked;
