@NullMarked
package io.facegate.service.model;

import org.jspecify.annotations.NullMarked;
