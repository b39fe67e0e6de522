/** Reads golden cases, questions with Keras' numbers as answers, and compares with them. */
@NullMarked
package org.ganforge.tf.golden;

import org.jspecify.annotations.NullMarked;
