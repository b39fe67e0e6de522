/** The losses that the two networks minimize, and the labels that some of them use. */
@NullMarked
package org.ganforge.objective;

import org.jspecify.annotations.NullMarked;
