/**
 * The door: {@link org.ganforge.Sequential} (a network), {@link org.ganforge.Gan} (the whole spec),
 * {@link org.ganforge.GanTrainer} (what trains it), {@link org.ganforge.ImageClassifier} (what
 * tells its images' classes apart) and {@link org.ganforge.GanBackend} (who makes both).
 */
@NullMarked
package org.ganforge;

import org.jspecify.annotations.NullMarked;
