/**
 * Every variable of the graph: weights, moving averages, optimizer slots and counters, as resource
 * variables.
 */
@NullMarked
package org.ganforge.tf.variable;

import org.jspecify.annotations.NullMarked;
