/** Commands for whole galleries: enrol folders, export, import. They speak HTTP to a running service. */
@NullMarked
package io.facegate.service.bulk;

import org.jspecify.annotations.NullMarked;
