/** Writes the pages of docs/reference from the records and their Javadoc. */
@NullMarked
package org.ganforge.reference;

import org.jspecify.annotations.NullMarked;
