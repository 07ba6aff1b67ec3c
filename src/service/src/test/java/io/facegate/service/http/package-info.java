@NullMarked
package io.facegate.service.http;

import org.jspecify.annotations.NullMarked;
