@NullMarked
package io.facegate.service.documents;

import org.jspecify.annotations.NullMarked;
