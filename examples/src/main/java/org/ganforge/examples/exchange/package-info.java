/** Verbs that exchange networks with Python: {@code export}, {@code import}. */
@NullMarked
package org.ganforge.examples.exchange;

import org.jspecify.annotations.NullMarked;
