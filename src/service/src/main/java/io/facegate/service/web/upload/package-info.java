/** Request bodies in memory: raw pictures and multipart forms, within limits. Nothing is written to disk. */
@NullMarked
package io.facegate.service.web.upload;

import org.jspecify.annotations.NullMarked;
