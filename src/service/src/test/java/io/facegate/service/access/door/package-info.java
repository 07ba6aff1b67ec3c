@NullMarked
package io.facegate.service.access.door;

import org.jspecify.annotations.NullMarked;
