/**
 * What runs a graph: the session, the border between heap and native memory, and directories that
 * are written whole.
 */
@NullMarked
package org.ganforge.tf.session;

import org.jspecify.annotations.NullMarked;
