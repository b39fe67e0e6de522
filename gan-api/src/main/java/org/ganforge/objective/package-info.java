/** What the two networks minimize, and the labels that some objectives compare with. */
@NullMarked
package org.ganforge.objective;

import org.jspecify.annotations.NullMarked;
