@NullMarked
package io.facegate.service.access.key;

import org.jspecify.annotations.NullMarked;
