@NullMarked
package io.facegate.service.limit;

import org.jspecify.annotations.NullMarked;
