package io.facegate.service.bulk;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A picture to be enrolled.
 *
 * @param name of the picture in the report: its path as the folder or the list has it
 * @param displayName of the identity, if it has to be created
 */
record Picture(
        String name, Path file, String externalId, @Nullable String displayName) {}
