/** JSON of strangers: within bounds, and as records of the domain's values. */
@NullMarked
package io.facegate.service.web.json;

import org.jspecify.annotations.NullMarked;
