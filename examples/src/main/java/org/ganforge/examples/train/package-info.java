/** Verbs that train: {@code train}, {@code resume}, {@code quickstart}. */
@NullMarked
package org.ganforge.examples.train;

import org.jspecify.annotations.NullMarked;
