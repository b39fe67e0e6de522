/** {@code serve} and {@code --live}: a page about runs on this machine, in a browser. */
@NullMarked
package org.ganforge.examples.serve;

import org.jspecify.annotations.NullMarked;
