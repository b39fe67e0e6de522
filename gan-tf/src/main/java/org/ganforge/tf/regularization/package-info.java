/** What is done to weights after updates, as operations. */
@NullMarked
package org.ganforge.tf.regularization;

import org.jspecify.annotations.NullMarked;
