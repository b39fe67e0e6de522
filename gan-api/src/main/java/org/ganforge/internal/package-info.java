/** Checks with one way of wording errors, and derived seeds. Not API: it may change at any time. */
@NullMarked
package org.ganforge.internal;

import org.jspecify.annotations.NullMarked;
