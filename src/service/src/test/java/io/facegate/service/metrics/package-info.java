@NullMarked
package io.facegate.service.metrics;

import org.jspecify.annotations.NullMarked;
