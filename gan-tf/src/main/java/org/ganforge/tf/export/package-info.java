/** One network for other programs: SavedModel, Keras' files. */
@NullMarked
package org.ganforge.tf.export;

import org.jspecify.annotations.NullMarked;
