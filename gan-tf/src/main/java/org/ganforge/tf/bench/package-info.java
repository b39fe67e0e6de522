/** What a measurement needs to know: a step's arithmetic, and how fast the machine multiplies. */
@NullMarked
package org.ganforge.tf.bench;

import org.jspecify.annotations.NullMarked;
