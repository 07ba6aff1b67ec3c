/** What of the OpenAPI document no single endpoint has. */
@NullMarked
package io.facegate.service.openapi;

import org.jspecify.annotations.NullMarked;
