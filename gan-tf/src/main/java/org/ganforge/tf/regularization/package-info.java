/**
 * Regularizations as operations: changes to weights after updates, and to images before they are
 * judged.
 */
@NullMarked
package org.ganforge.tf.regularization;

import org.jspecify.annotations.NullMarked;
