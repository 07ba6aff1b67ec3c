/** The audit as it is exported, and whether it is whole: whoever has the lines needs nothing else to find out. */
@NullMarked
package io.facegate.gallery.audit;

import org.jspecify.annotations.NullMarked;
