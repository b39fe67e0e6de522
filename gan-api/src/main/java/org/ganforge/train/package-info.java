/** The training plan, schedules as pure functions of the history, and a run's events. */
@NullMarked
package org.ganforge.train;

import org.jspecify.annotations.NullMarked;
