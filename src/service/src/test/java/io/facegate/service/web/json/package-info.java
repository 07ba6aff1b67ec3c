@NullMarked
package io.facegate.service.web.json;

import org.jspecify.annotations.NullMarked;
