@NullMarked
package io.facegate.service.shipping;

import org.jspecify.annotations.NullMarked;
