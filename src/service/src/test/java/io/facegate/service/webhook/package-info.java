@NullMarked
package io.facegate.service.webhook;

import org.jspecify.annotations.NullMarked;
