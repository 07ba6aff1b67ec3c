@NullMarked
package io.facegate.service.health;

import org.jspecify.annotations.NullMarked;
