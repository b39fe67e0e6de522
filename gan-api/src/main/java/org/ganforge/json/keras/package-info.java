/** Networks in Keras' own JSON: {@link org.ganforge.json.keras.KerasJson} reads and writes them. */
@NullMarked
package org.ganforge.json.keras;

import org.jspecify.annotations.NullMarked;
