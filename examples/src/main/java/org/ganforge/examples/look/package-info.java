/**
 * Verbs that look at a run: {@code sample}, {@code scores}, {@code mixed}, {@code morph}, {@code
 * arithmetic}, {@code evaluate}.
 */
@NullMarked
package org.ganforge.examples.look;

import org.jspecify.annotations.NullMarked;
