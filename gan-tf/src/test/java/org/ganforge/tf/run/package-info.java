/** Runs of the library, trained with this backend. */
@NullMarked
package org.ganforge.tf.run;

import org.jspecify.annotations.NullMarked;
