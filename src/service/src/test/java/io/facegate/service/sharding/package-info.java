@NullMarked
package io.facegate.service.sharding;

import org.jspecify.annotations.NullMarked;
