/**
 * Specs as strict JSON: {@link org.ganforge.json.GanJson} reads and writes them, {@link
 * org.ganforge.json.GanSchema} describes them. The codec is generic over records, so new layers
 * need no code here.
 */
@NullMarked
package org.ganforge.json;

import org.jspecify.annotations.NullMarked;
