/** How good generated images are: the classifier of their classes. */
@NullMarked
package org.ganforge.tf.evaluate;

import org.jspecify.annotations.NullMarked;
