@NullMarked
package io.facegate.service.web.http;

import org.jspecify.annotations.NullMarked;
