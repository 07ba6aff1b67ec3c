/** How constants are called outside of the program. */
@NullMarked
package io.facegate.service.code;

import org.jspecify.annotations.NullMarked;
