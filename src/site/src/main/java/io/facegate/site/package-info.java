/** Makes a site of static files of the documents. */
@NullMarked
package io.facegate.site;

import org.jspecify.annotations.NullMarked;
