/** What of the OpenAPI document no single endpoint has. */
@NullMarked
package io.facegate.service.web.openapi;

import org.jspecify.annotations.NullMarked;
