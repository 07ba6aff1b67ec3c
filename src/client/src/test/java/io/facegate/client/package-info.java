@NullMarked
package io.facegate.client;

import org.jspecify.annotations.NullMarked;
