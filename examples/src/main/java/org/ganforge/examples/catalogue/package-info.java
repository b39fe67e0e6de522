/** Verbs that say what there is: {@code list}, {@code summary}, {@code data}. */
@NullMarked
package org.ganforge.examples.catalogue;

import org.jspecify.annotations.NullMarked;
