package io.facegate.training.fit;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.facegate.training.network.FaceNetwork;
import java.util.EnumSet;
import java.util.Set;

/** Which part of the network a stage trains; the rest, with its statistics, stays as it is. */
public enum TrainedParts {
    @JsonProperty("all")
    ALL(EnumSet.allOf(FaceNetwork.Part.class)),
    @JsonProperty("last-stage-and-head")
    LAST_STAGE_AND_HEAD(EnumSet.of(FaceNetwork.Part.LAST_STAGE, FaceNetwork.Part.HEAD)),
    @JsonProperty("head")
    HEAD(EnumSet.of(FaceNetwork.Part.HEAD));

    private final Set<FaceNetwork.Part> parts;

    TrainedParts(Set<FaceNetwork.Part> parts) {
        this.parts = Set.copyOf(parts);
    }

    /** Whether anything but the head is trained. */
    boolean backbone() {
        return this != HEAD;
    }

    Set<FaceNetwork.Part> parts() {
        return parts;
    }
}
