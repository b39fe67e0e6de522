/** The door to TensorFlow: compiles a spec into one graph and trains it. */
@NullMarked
package org.ganforge.tf;

import org.jspecify.annotations.NullMarked;
