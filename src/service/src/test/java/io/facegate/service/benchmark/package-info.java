@NullMarked
package io.facegate.service.benchmark;

import org.jspecify.annotations.NullMarked;
