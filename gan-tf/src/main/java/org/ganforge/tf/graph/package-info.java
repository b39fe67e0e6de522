/** Networks and GANs as one graph: variables once, towers over them. */
@NullMarked
package org.ganforge.tf.graph;

import org.jspecify.annotations.NullMarked;
