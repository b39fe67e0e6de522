/**
 * The entry point to training on TensorFlow: the backend and its options. Of the packages below,
 * only {@code bench} is API.
 */
@NullMarked
package org.ganforge.tf;

import org.jspecify.annotations.NullMarked;
