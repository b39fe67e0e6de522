/** {@code doctor}: whether this machine can train. */
@NullMarked
package org.ganforge.examples.check;

import org.jspecify.annotations.NullMarked;
