/** Long lists, a page at a time. */
@NullMarked
package io.facegate.service.paging;

import org.jspecify.annotations.NullMarked;
