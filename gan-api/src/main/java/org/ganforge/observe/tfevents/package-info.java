/** TensorBoard's event files: records, their messages in protobuf's encoding, and their names. */
@NullMarked
package org.ganforge.observe.tfevents;

import org.jspecify.annotations.NullMarked;
