/**
 * Running graphs: the session and its settings, and the boundary between heap and native memory.
 */
@NullMarked
package org.ganforge.tf.session;

import org.jspecify.annotations.NullMarked;
