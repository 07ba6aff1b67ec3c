package io.facegate.service.access.key;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** All keys. */
@Schema(description = "Keys in the order in which they were made, with those that have ended")
public record KeyList(List<KeyDescription> keys) {}
