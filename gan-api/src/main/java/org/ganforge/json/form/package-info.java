/**
 * The JSON form of each type in a spec, generic over records: how it is read, written and
 * described.
 */
@NullMarked
package org.ganforge.json.form;

import org.jspecify.annotations.NullMarked;
