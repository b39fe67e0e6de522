/**
 * Layers as inert records: Keras' names, Keras' arguments, Keras' defaults. They know shapes, never
 * tensors.
 */
@NullMarked
package org.ganforge.layer;

import org.jspecify.annotations.NullMarked;
