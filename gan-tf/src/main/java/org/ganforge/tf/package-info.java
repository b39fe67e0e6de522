/**
 * The door to training on TensorFlow: the backend and its options. Nothing in the packages below is
 * API.
 */
@NullMarked
package org.ganforge.tf;

import org.jspecify.annotations.NullMarked;
