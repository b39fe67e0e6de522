/**
 * The life of a run: {@link org.ganforge.run.Run} trains into a directory, resumes bit for bit, and
 * samples, evaluates and exports the trained networks. Events are reported as {@link
 * org.ganforge.run.RunEvent}s; nothing is printed.
 */
@NullMarked
package org.ganforge.run;

import org.jspecify.annotations.NullMarked;
