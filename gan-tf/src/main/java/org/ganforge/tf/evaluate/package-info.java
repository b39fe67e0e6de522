/** The classifier and the features that generated images are measured with. */
@NullMarked
package org.ganforge.tf.evaluate;

import org.jspecify.annotations.NullMarked;
