@NullMarked
package io.facegate.service.config;

import org.jspecify.annotations.NullMarked;
