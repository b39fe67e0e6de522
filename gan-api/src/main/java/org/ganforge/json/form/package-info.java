/**
 * The JSON form of each type that a spec is made of, generic over records: how it is read, written
 * and described.
 */
@NullMarked
package org.ganforge.json.form;

import org.jspecify.annotations.NullMarked;
