/** Reads golden cases, questions with the numbers that Keras answers, and compares with them. */
@NullMarked
package org.ganforge.tf.golden;

import org.jspecify.annotations.NullMarked;
