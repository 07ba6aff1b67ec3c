/** Who makes a request, and what they may do: known before anything of the request is worked on. */
@NullMarked
package io.facegate.service.access;

import org.jspecify.annotations.NullMarked;
