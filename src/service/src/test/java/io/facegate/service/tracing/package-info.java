@NullMarked
package io.facegate.service.tracing;

import org.jspecify.annotations.NullMarked;
