/**
 * The entry points: {@link org.ganforge.Sequential} and {@link org.ganforge.Model} (networks),
 * {@link org.ganforge.Gan} (the whole spec), {@link org.ganforge.GanTrainer} (trains it), {@link
 * org.ganforge.ImageClassifier} (classifies images) and {@link org.ganforge.GanBackend} (creates
 * the latter two).
 */
@NullMarked
package org.ganforge;

import org.jspecify.annotations.NullMarked;
