package io.facegate.client;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The first line of a report: what its outcomes hold for. */
record ReportHead(
        @JsonProperty(required = true) String gallery,
        @JsonProperty(required = true) String pictures,
        @JsonProperty(required = true) String face,
        @JsonProperty(required = true) String duplicates) {}
