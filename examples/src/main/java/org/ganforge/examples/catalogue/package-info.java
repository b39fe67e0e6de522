/** Verbs that list models and data sets: {@code list}, {@code summary}, {@code data}. */
@NullMarked
package org.ganforge.examples.catalogue;

import org.jspecify.annotations.NullMarked;
