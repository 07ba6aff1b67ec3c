/**
 * Galleries as files: written and read line by line, so that nobody ever holds a whole one. The service and the command line
 * check a file by the same reader.
 */
@NullMarked
package io.facegate.gallery.file;

import org.jspecify.annotations.NullMarked;
