/** {@code report}: what a run has recorded, on one page that needs nothing else. */
@NullMarked
package org.ganforge.examples.report;

import org.jspecify.annotations.NullMarked;
