/**
 * Verbs that explore a run: {@code sample}, {@code scores}, {@code mixed}, {@code morph}, {@code
 * arithmetic}, {@code evaluate}, {@code compare}.
 */
@NullMarked
package org.ganforge.examples.look;

import org.jspecify.annotations.NullMarked;
