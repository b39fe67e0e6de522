/**
 * Argument checks with consistent messages, derived seeds, digests, and facts about the machine.
 * Not API: may change at any time.
 */
@NullMarked
package org.ganforge.internal;

import org.jspecify.annotations.NullMarked;
